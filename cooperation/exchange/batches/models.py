"""Files that officers bring in: kept with what was chosen for them and what became of each row."""

import zlib
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cooperation.revisions.models import Action
from cooperation.values.texts import NormalTexts

PIECE = 2**20
"""Bytes of a file that are kept together."""


class ImportBatch(models.Model):
    """One uploaded file, from the upload on and for ever.

    `kind` is the model's name where the file is of one kind of record; it is empty where the file may hold all kinds.
    `choices` is what the officer chose (see choices.py), `problems` what is wrong with sheets and columns, `remarks`
    how its sheets were read, `missing` the names that no record has and that may become new records, `notice` the rows
    that the register changed between a preview and its import, `fingerprint` that of the plan last shown.
    `sent` is the workbook that came back in this file, `compared` what was found then (see embassy/comparing.py).
    """

    changes_no_page = True

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be read")
        READING = "reading", _("being read")
        WAITING = "waiting", _("not imported")
        WRITING = "writing", _("being written")
        DONE = "done", _("imported")
        UNDONE = "undone", _("undone")

    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    uploaded_by_name = models.CharField(_("who"), max_length=150, help_text=_("Kept when the account goes."))
    kind = models.CharField(_("kind of record"), max_length=60, blank=True)
    file_name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    choices = models.JSONField(_("choices"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    remarks = models.JSONField(_("how the file was read"), default=list)
    missing = models.JSONField(_("names the register does not have"), default=list)
    notice = models.JSONField(_("rows that changed meanwhile"), default=list)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    seen = models.CharField(_("digest of what the preview was made of"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("writing began"), null=True)
    finished_at = models.DateTimeField(_("imported"), null=True)
    imported_by_name = models.CharField(_("imported by"), max_length=150, blank=True)
    action = models.OneToOneField(
        Action, on_delete=models.PROTECT, null=True, related_name="batch", verbose_name=_("action")
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by_name = models.CharField(_("undone by"), max_length=150, blank=True)
    undone = models.JSONField(_("report of the undoing"), default=dict)
    sent = models.ForeignKey(
        "cooperation.SentWorkbook",
        on_delete=models.PROTECT,
        null=True,
        related_name="returns",
        verbose_name=_("workbook sent out"),
    )
    compared = models.JSONField(_("comparison with what was sent"), default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at"]
        default_permissions = ()  # who may import a kind of record may see its imports

    def __str__(self) -> str:
        return self.file_name

    def keep(self, content: bytes) -> None:
        """Save a new batch with its file. Raises ValueError where it has one already: a batch's file never changes."""
        if not self._state.adding:
            raise ValueError(self)
        with transaction.atomic():
            self.save()
            for start in range(0, len(content), PIECE):
                self.pieces.create(start=start, content=zlib.compress(content[start : start + PIECE], 1))

    @property
    def content(self) -> bytes:
        """The file as it was uploaded."""
        return b"".join(map(zlib.decompress, self.pieces.values_list("content", flat=True)))

    def count(self, name: str) -> int:
        return int(self.counts.get(name, 0))

    @property
    def rows_in_all(self) -> int:
        return sum(self.count(name) for name in ("new", "changed", "unchanged"))

    @property
    def rows_to_write(self) -> int:
        return self.count("new") + self.count("changed")

    @property
    def is_open(self) -> bool:
        return self.state == self.State.WAITING


class BatchPiece(models.Model):
    """A megabyte of a batch's file, compressed: so neither a statement nor a driver ever holds the whole of it."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="pieces", db_index=False, verbose_name=_("import")
    )
    start = models.PositiveIntegerField(_("first byte"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("part of an imported file")
        verbose_name_plural = _("parts of imported files")
        ordering = ["start"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "start"], name="batch_piece_start_unique")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.start}"


class BatchRows(models.Model):
    """Some thousand rows of one outcome and sheet: the preview shows them, the writer writes them (see kept.py).

    `content` is compressed; `position` puts the parts in the order of the page.
    """

    changes_no_page = True

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="parts", db_index=False, verbose_name=_("import")
    )
    position = models.PositiveIntegerField(_("position"))
    outcome = models.CharField(_("outcome"), max_length=9)
    sheet = models.CharField(_("sheet"), max_length=300)
    count = models.PositiveIntegerField(_("rows"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("rows of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="batch_rows_position_unique")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.outcome}"


class ImportProfile(NormalTexts):
    """How a sheet with this header is taken, as an officer chose it once: an embassy's own column names and values.

    `columns` is letter → field, "" for a column left out; `fixed` is field → the one value of all rows. `reading` is
    what was chosen about the file itself, so that it has this header: `first_key` is that of the header which the
    reader finds by itself.
    """

    changes_no_page = True

    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind of record"), max_length=60, blank=True)
    header = models.JSONField(_("header"), default=list)
    header_key = models.CharField(_("header's digest"), max_length=64)
    sheet = models.CharField(_("sheet of the register"), max_length=60)
    columns = models.JSONField(_("columns"), default=dict)
    fixed = models.JSONField(_("the same in every row"), default=dict)
    month_first = models.BooleanField(_("dates have the month first"), default=False)
    reading = models.JSONField(_("how the file is read"), default=dict)
    first_key = models.CharField(_("digest of the header found at first"), max_length=64, blank=True, db_index=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by_name = models.CharField(_("changed by"), max_length=150)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("import profile")
        verbose_name_plural = _("import profiles")
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "header_key"], name="import_profile_header_unique"),
        ]

    def __str__(self) -> str:
        return self.name


def name_of(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())
