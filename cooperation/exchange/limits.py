"""How large a file may be. Each bound has its setting and its message; none is found out by running out of memory."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.time_limit import READING, check_time

MEGABYTE = 2**20

TOO_MUCH: dict[str, Promise] = {
    "bytes": _("the file is larger than %(most)s MB"),
    "unpacked": _("the file unpacks to more than %(most)s MB"),
    "members": _("the file holds more than %(most)s files"),
    "rows": _("there are more than %(most)s rows; split the file in several"),
    "columns": _("there are more than %(most)s columns; delete what stands beside the table"),
    "cells": _("there are more than %(most)s cells; split the file in several"),
    "cell_length": _("the cell holds more than %(most)s characters"),
    "seconds": READING,
    "memory": _(
        "reading the file takes more than %(most)s MB of memory; "
        "delete the rows and columns that lie far from the table, or split the file in several"
    ),
}
MEMBERS = 2000
COUNTED = 1000  # rows between two looks at the clock


@dataclass(frozen=True)
class Limits:
    """The most a file may hold; `bytes`, `unpacked` and `memory` in megabytes, `cell_length` in characters."""

    bytes: int
    unpacked: int
    rows: int
    columns: int
    cells: int
    cell_length: int
    seconds: int
    memory: int
    members: int = MEMBERS

    def refusal(self, name: str) -> ValidationError:
        return ValidationError(TOO_MUCH[name] % {"most": getattr(self, name)}, code=name)


def limits() -> Limits:
    return Limits(
        bytes=settings.REGISTER_IMPORT_MAX_MEGABYTES,
        unpacked=settings.REGISTER_IMPORT_MAX_UNPACKED_MEGABYTES,
        rows=settings.REGISTER_IMPORT_MAX_ROWS,
        columns=settings.REGISTER_IMPORT_MAX_COLUMNS,
        cells=settings.REGISTER_IMPORT_MAX_CELLS,
        cell_length=settings.REGISTER_IMPORT_MAX_CELL_LENGTH,
        seconds=settings.REGISTER_IMPORT_MAX_SECONDS,
        memory=settings.REGISTER_IMPORT_MAX_MEMORY_MEGABYTES,
    )


class Count:
    """What has been read of a file so far, which messages call `label`; refuses as soon as it is too much."""

    def __init__(self, most: Limits, label: str = "") -> None:
        self.most, self.label = most, label
        self.rows = self.cells = 0

    def add(self, width: int) -> None:
        """Count one more row, which has so many cells."""
        self.rows += 1
        self.cells += width
        if self.rows > self.most.rows:
            raise self.most.refusal("rows")
        if width > self.most.columns:
            raise self.most.refusal("columns")
        if self.cells > self.most.cells:
            raise self.most.refusal("cells")
        if not self.rows % COUNTED:
            check_time(READING, self.label)
