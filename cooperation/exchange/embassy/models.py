"""Workbooks that went out to an embassy: what was in them, so that what comes back can be held against it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """Return what the name of a workbook's hidden sheet ends with; such a name has room for 31 characters."""
    return secrets.token_hex(10)


class SentWorkbook(models.Model):
    """A partner's records as they left the house, kept for ever.

    `kinds` are the names of the kinds of record that were asked for, with a space around each. `content` is the
    workbook itself, `counts` has its sheets in their order, `records` what stood in its cells (see keeping.py).
    """

    changes_no_page = True

    token = models.CharField(_("mark"), max_length=20, unique=True, default=new_token, editable=False)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True, db_index=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    sent_by_name = models.CharField(_("who"), max_length=150, help_text=_("Kept when the account goes."))
    partner_reference = models.CharField(_("partner's reference"), max_length=80)
    partner_title = models.CharField(_("partner"), max_length=250, help_text=_("As it was called then."))
    period = models.CharField(_("year or period"), max_length=32, blank=True)
    drafts = models.BooleanField(_("with drafts"), default=False)
    language = models.CharField(_("language of the titles"), max_length=2)
    kinds = models.CharField(_("kinds of record"), max_length=300)
    counts = models.JSONField(_("rows by sheet"), default=list)
    file_name = models.CharField(_("file"), max_length=250)
    content = models.BinaryField(_("content"))
    records = models.BinaryField(_("records as sent"))

    class Meta:
        verbose_name = _("workbook sent out")
        verbose_name_plural = _("workbooks sent out")
        ordering = ["-sent_at"]
        default_permissions = ()  # who may import the kinds of record in it may send and see it

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows(self) -> int:
        return sum(count for __, count in self.counts)
