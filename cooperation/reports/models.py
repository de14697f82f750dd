"""Errors that readers report: what they wrote, about which page, and who at the desk has dealt with it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.values.texts import NormalTexts


class ReportState(models.TextChoices):
    NEW = "new", _("new report")
    IN_HAND = "in hand", _("being looked into")
    CORRECTED = "corrected", _("corrected")
    NO_ERROR = "no error", _("no error found")


CLOSED = frozenset({ReportState.CORRECTED, ReportState.NO_ERROR})


class ErrorReport(NormalTexts):
    """A reader's report. When it is closed, mail address and fingerprint go: nobody is kept longer than needed."""

    desk_group: ClassVar[Promise] = _("From readers")

    page = models.CharField(_("page"), max_length=500, blank=True, help_text=_("The address the report is about."))
    message = models.TextField(_("message"), max_length=4000)
    mail = models.EmailField(_("mail address"), blank=True, help_text=_("Deleted when the report is closed."))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    state = models.CharField(_("state"), max_length=9, choices=ReportState, default=ReportState.NEW)
    note = models.TextField(_("note"), blank=True, help_text=_("Staff only. What was done about it."))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True, editable=False)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-sent_at"]
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        return self.message[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.state in CLOSED:
            self.mail = self.fingerprint = ""
        super().save(*args, **kwargs)
