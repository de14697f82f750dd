"""Workbooks: XLSX and ODS, read in a process of their own."""

import json
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.archives import damaged, with_password
from cooperation.exchange.limits import TOO_MUCH, Limits
from cooperation.exchange.numbered_rows import NumberedRows
from cooperation.exchange.problems import Problem, RefusedError, letter_of
from cooperation.exchange.sheet_read import RawSheet, ReadingChoices
from cooperation.exchange.time_limit import READING, TimeUpError, message_of, time_limit

FOLDER = Path(__file__).resolve().parent.parent.parent
TITLES = {"xlsx": gettext_lazy("Excel workbook (XLSX)"), "ods": gettext_lazy("OpenDocument workbook (ODS)")}
SKIPPED: dict[str, Promise] = {
    "hidden": gettext_lazy("hidden sheet “%(name)s”"),
    "no table": gettext_lazy("sheet “%(name)s”, which is no table"),
    "not chosen": gettext_lazy("sheet “%(name)s”, which was not chosen"),
}
FAR_AWAY = gettext_lazy(
    "this cell lies too far from the table: up to here the sheet has %(count)s cells, and the limit is %(most)s. "
    "Delete the cell, or the empty rows and columns before it"
)
OUT_OF_MEMORY = -6  # how the process ends where it is refused memory: by SIGABRT
OUT_OF_TIME = (-24, -9)  # by SIGXCPU, or killed


def read_workbook(name: str, content: bytes, kind: str, most: Limits, choices: ReadingChoices) -> list[RawSheet]:
    """Return the sheets that are not hidden, or those chosen. Raises ValidationError or RefusedError."""
    sheets: list[RawSheet] = []
    skipped = []
    for what, *said in messages_of(content, kind, most, choices):
        match what:
            case "sheet":
                sheets.append(RawSheet(said[0], f"{name}, {said[0]}", NumberedRows(), str(TITLES[kind])))
            case "rows":
                sheets[-1].rows.extend(*said)
            case "merged":
                sheets[-1].merged.extend(said[0])
            case "skipped":
                skipped.append(SKIPPED[said[1]] % {"name": said[0]})
            case "refused":
                raise refusal(said, sheets[-1].label if sheets else name, most)
    return said_first(sheets, skipped)


def said_first(sheets: list[RawSheet], skipped: list[str]) -> list[RawSheet]:
    """Leave out empty sheets; what was left out of the workbook is said of its first sheet."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise ValidationError("; ".join([_("there is no sheet with anything in it"), *skipped]))
    skipped += [_("empty sheet “%(name)s”") % {"name": sheet.name} for sheet in sheets if not sheet.rows]
    return [replace(filled[0], skipped=skipped), *filled[1:]]


def refusal(said: list[Any], label: str, most: Limits) -> Exception:
    match said:
        case ["password"]:
            return with_password()
        case ["damaged"]:
            return damaged()
        case ["cell_length", row, column]:
            where = f"{letter_of(column)}{row + 1}"
            return RefusedError([Problem(f"{label}, {where}", most.refusal("cell_length").messages[0])])
        case ["far", row, column, *sheet]:
            place = ", ".join([label, *sheet, f"{letter_of(column)}{row + 1}"])
            return RefusedError([Problem(place, far_away(row, column, most))])
        case ["seconds"]:
            return TimeUpError([Problem(label, message_of(READING, most.seconds), again=True)])
        case [name] if name in TOO_MUCH:
            return RefusedError([Problem(label, most.refusal(name).messages[0])])
    raise ValueError(said)


def far_away(row: int, column: int, most: Limits) -> str:
    figures = {"count": (row + 1) * (column + 1), "most": most.cells}
    return FAR_AWAY % {name: number_format(figure, force_grouping=True) for name, figure in figures.items()}


def messages_of(content: bytes, kind: str, most: Limits, choices: ReadingChoices) -> Iterator[tuple[Any, ...]]:
    """Give what the reading process says; at its end, however it ended, the last message is `end` or `refused`."""
    task = {name: getattr(most, name) for name in ("rows", "columns", "cells", "cell_length", "seconds", "memory")}
    task |= {"kind": kind, "sheets": None if choices.sheets is None else list(choices.sheets)}
    with time_limit() as deadline:
        seconds = max(0.0, deadline.seconds_left())
    with started(content, json.dumps(task | {"seconds": ceil(seconds)}), seconds) as process:
        said = cast("IO[bytes]", process.stdout)
        while True:
            try:
                message: tuple[Any, ...] = pickle.load(said)  # noqa: S301 - written by our own process
            except (EOFError, pickle.UnpicklingError):
                yield "refused", how_it_ended(process.wait())
                return
            yield message
            if message[0] in {"end", "refused"}:
                return


def how_it_ended(code: int) -> str:
    if code == OUT_OF_MEMORY:
        return "memory"
    return "seconds" if code in OUT_OF_TIME else "damaged"


@contextmanager
def started(content: bytes, task: str, seconds: float) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the reading process; kill it when its time is up or nobody listens any more."""
    command = [sys.executable, "-m", "cooperation.exchange.unpacking.process", task]
    with (
        upload(content) as file,
        subprocess.Popen(  # noqa: S603 - our own program; the file is its input, not its command
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=FOLDER
        ) as process,
    ):
        clock = threading.Timer(seconds, process.kill)
        clock.start()
        try:
            yield process
        finally:
            clock.cancel()
            process.kill()


@contextmanager
def upload(content: bytes) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        yield file
