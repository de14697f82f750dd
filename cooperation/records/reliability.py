"""How reliable a source is, or one of the passages that are cited from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reliability(models.TextChoices):
    OFFICIAL = "official", _("official")
    NAMED_SOURCES = "press with named sources", _("press with named sources")
    UNNAMED_SOURCES = "press with unnamed sources", _("press with unnamed sources")
