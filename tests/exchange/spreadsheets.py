"""The sample files, and the two things tests do with them."""

from pathlib import Path

import pytest

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Plan
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import Sheet, read_path
from cooperation.exchange.writing import csv_bytes, sheets_of
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder

SAMPLES = Path(__file__).parent.parent / "spreadsheets"


def planned(*sheets: Sheet) -> Plan:
    return make_plan(sheets, with_rows(RESOURCES))


def brought_in(path: Path, name: str | None = None) -> Plan:
    """Bring a file or folder into the register as the command does; a single file under another sheet's name."""
    sheets = read_path(path)
    if name:
        sheets = [Sheet(name, sheet.label, sheet.header, sheet.rows) for sheet in sheets]
    plan = planned(*sheets)
    carry_out(plan, Recorder(Action.Kind.COMMAND))
    return plan


def refusal(path: Path, name: str | None = None) -> list[str]:
    """Return what an officer is told about a file that must not go in."""
    with pytest.raises(RefusedError) as refused:
        brought_in(path, name)
    return [str(problem) for problem in refused.value.problems]


def register() -> dict[str, bytes]:
    """Return the whole register as its CSV files."""
    return {sheet.name: csv_bytes(sheet) for sheet in sheets_of(RESOURCES)}
