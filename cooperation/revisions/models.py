"""Every change of the register: who, when, why, and the document as it then was."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.Model):
    """What was done together: one save of a form, one import, one undo."""

    changes_no_page = True  # it comes with the records it wrote

    class Kind(models.TextChoices):
        FORM = "form", _("form")
        IMPORT = "import", _("import")
        UNDO = "undo", _("undo")
        COMMAND = "command", _("command")
        FOUND = "found", _("found in the register")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    at = models.DateTimeField(_("when"), db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="actions", verbose_name=_("who")
    )
    user_name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("Kept when the account goes."))
    why = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class Revision(models.Model):
    """A record as one action left it. `document` has its fields and child rows as cells; deleted records have none."""

    changes_no_page = True  # it comes with its record

    class Change(models.TextChoices):
        FOUND = "found", _("found")
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("action"))
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, db_index=False, verbose_name=_("kind of record")
    )
    object_id = models.PositiveBigIntegerField(_("record"))
    reference = models.CharField(_("reference"), max_length=80)
    number = models.PositiveIntegerField(_("revision"))
    change = models.CharField(_("change"), max_length=7, choices=Change)
    document = models.JSONField(_("document"), null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="revision_number_unique"),
            models.CheckConstraint(
                condition=models.Q(change="deleted", document__isnull=True)
                | (~models.Q(change="deleted") & models.Q(document__isnull=False)),
                name="revision_has_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.number}"
