"""A sheet of records that came back: its rows as the planner shall take them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.embassy.questions import EMBASSY, HERE, About
from cooperation.exchange.embassy.side_by_side import Cells, SideBySide
from cooperation.exchange.row_numbering import Renumbered
from cooperation.exchange.time_limit import COMPARING, in_time
from cooperation.records.models import Record, State
from cooperation.records.resources import Key
from cooperation.records.tables import among
from cooperation.records.widgets import cell_text

Kind = type[Any]
Rows = list[tuple[int, Cells]]


@dataclass
class Found:
    """What became of records since they were sent, by kind and reference.

    `returned` are those of which the file has a row, `passed_over` those whose rows in the file are left aside with
    all their child rows, `gone` those that were deleted here. `kinds` are the kinds of which the file has a sheet.
    `renumbered` has the rows that went in before with another number than the file has for them.
    """

    kinds: set[Kind] = field(default_factory=set)
    returned: set[tuple[Kind, Any]] = field(default_factory=set)
    passed_over: set[tuple[Kind, Any]] = field(default_factory=set)
    gone: set[tuple[Kind, Any]] = field(default_factory=set)
    deleted: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    renumbered: Renumbered = field(default_factory=lambda: defaultdict(dict))
    missing: list[str] = field(default_factory=list)


def compare_records(side: SideBySide, found: Found, edited_rows: set[tuple[Kind, Any]]) -> Rows:
    """Return the rows to be planned. `edited_rows` are the records of which a child row was edited or added."""
    model = side.resource.model()
    keys = [side.key(index) for index in range(len(side.read))]
    side.look_up({*filter(None, keys), *side.kept.sent})
    found.kinds.add(model)
    found.returned |= {(model, key) for key in keys if key is not None}
    note_fates(side, found, {key for key in keys if key is not None})
    rows: Rows = []
    for index, key in enumerate(in_time(keys, COMPARING, side.sheet.label)):
        cells = record_row(side, index, key, edited=(model, key) in edited_rows)
        if cells is None:
            found.passed_over.add((model, key))
        else:
            rows.append((side.rows[index][0], cells))
    return rows


def note_fates(side: SideBySide, found: Found, returned: set[Key]) -> None:
    model = side.resource.model()
    sent = sorted(map(str, side.kept.sent))
    deleted = [key for key in sent if key not in side.now]
    found.deleted += deleted
    found.gone |= {(model, key) for key in deleted}
    found.missing += [key for key in sent if key not in returned and key in side.now]
    if issubclass(model, Record) and sent:
        gone: Any = model._default_manager.filter(reference__in=among(sent), state=State.WITHDRAWN)
        found.withdrawn += gone.order_by("reference").values_list("reference", flat=True)


def record_row(side: SideBySide, index: int, key: Key | None, *, edited: bool) -> Cells | None:
    """Return a row's cells; None where it is left aside."""
    raw = side.as_written(index)
    if key is None or (key not in side.kept.sent and key not in side.now):
        return raw
    if key not in side.kept.sent:
        return there_already(side, index, key)
    if key in side.now:
        return side.compared(index, key)
    if not edited and not side.is_edited(index, key):
        return None
    side.restored.add(str(key))
    question = side.question(About.DELETED, key, index, side.question_place(), *side.edits(index, key))
    return asked(side, index, question)


def there_already(side: SideBySide, index: int, key: Key) -> Cells | None:
    """A record that was not sent: another's, or one that went in with the same file before."""
    if side.says_the_same(index, key, filled=True):
        return side.as_now(key, index)
    theirs, here = side.differences(index, key)
    question = side.question(About.THERE_ALREADY, key, index, side.question_place(), "", theirs, here)
    cells = asked(side, index, question)
    if cells is None or question.answer(side.answers.given) != EMBASSY:
        return cells
    kept = side.as_now(key)
    return [cell if cell_text(cell) else kept[place] for place, cell in enumerate(cells)]


def asked(side: SideBySide, index: int, question: Any) -> Cells | None:
    """Return a row as the embassy has it, nothing where the register counts, or the row with its question."""
    answer = side.answers.ask(question)
    if answer == HERE:
        return None
    return side.as_written(index) if answer == EMBASSY else side.asked_row(index, question)
