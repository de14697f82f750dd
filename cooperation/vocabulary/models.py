"""Lookup lists that staff maintain. A term is retired, never deleted."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.models import Referenced
from cooperation.values.long_texts import LongTextField


class TermQuerySet(models.QuerySet):
    def offered(self) -> Self:
        """Terms a form may offer: retired ones stay on the records that have them and are not given to new ones."""
        return self.filter(retired=False)


class Term(Referenced):
    title_en = models.CharField(_("title (English)"), max_length=120, help_text=_("Public."))
    title_da = models.CharField(_("title (Danish)"), max_length=120, help_text=_("Public."))
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Retired terms stay where they are used and are offered no more.")
    )

    objects = TermQuerySet.as_manager()

    title = Localised()

    class Meta(Referenced.Meta):
        abstract = True
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.title.text


class Area(Term):
    """An area of cooperation, such as military logistics."""

    class Meta(Term.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")


class Category(Term):
    """A category of cooperation: why Denmark cooperates with a partner."""

    description_en = LongTextField(_("description (English)"), blank=True, help_text=_("Public."))
    description_da = LongTextField(_("description (Danish)"), blank=True, help_text=_("Public."))

    class Meta(Term.Meta):
        verbose_name = _("category of cooperation")
        verbose_name_plural = _("categories of cooperation")


class Unit(Term):
    """What a quantity counts; the titles are the singular."""

    plural_en = models.CharField(_("plural (English)"), max_length=120, help_text=_("Public."))
    plural_da = models.CharField(_("plural (Danish)"), max_length=120, help_text=_("Public."))

    plural = Localised()

    class Meta(Term.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class Place(Term):
    """Where something happens; the country is a partner."""

    country = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("country"),
        help_text=_("Public."),
    )
    as_printed = models.CharField(
        _("as printed"),
        max_length=120,
        blank=True,
        help_text=_("Public. The spelling in the source, where it differs."),
    )

    class Meta(Term.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
