"""A workbook that came back, compared three ways: as sent, as edited there, as the register is now.

What comes out are the file's sheets as an ordinary import shall take them: each cell is the embassy's where it was
edited there, and the register's where it was not; a cell that both changed holds a question and refuses its row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.columns import ChosenSheet, Resource, match_sheets
from cooperation.exchange.embassy.child_sheets import ChildRows
from cooperation.exchange.embassy.keeping import SentSheet, unpacked
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.exchange.embassy.questions import Question
from cooperation.exchange.embassy.record_sheets import Found, compare_records
from cooperation.exchange.embassy.renaming import directories_for, with_present
from cooperation.exchange.embassy.side_by_side import Answers, SideBySide
from cooperation.exchange.former_uses import FormerUse, uses_in
from cooperation.exchange.plan import read_sheets
from cooperation.exchange.problems import letter_of
from cooperation.exchange.reading import Sheet
from cooperation.exchange.time_limit import COMPARING, check_time
from cooperation.records.resources import CitationResource, RowResource


@dataclass
class Compared:
    """`sheets` as they shall be planned, all questions, and what became of the records that were sent.

    `former` are former references in the file.
    """

    sheets: list[Sheet]
    questions: list[Question] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    former: list[FormerUse] = field(default_factory=list)

    def summary(self, choices: Choices) -> dict[str, Any]:
        """Return what the batch's page says of it."""
        return {
            "asked": len(self.questions),
            "open": sum(not question.answer(choices.answers) for question in self.questions),
            "deleted": self.found.deleted,
            "withdrawn": self.found.withdrawn,
            "missing": self.found.missing,
        }


def compare(
    sent: SentWorkbook, choices: Choices, sheets: list[Sheet], resources: Iterable[Resource], user: Any = None
) -> Compared:
    """Compare sheets, with the officer's choices in them. Where a sheet can't be matched, it is for the plan to say.

    `user` is whose rights count, as for a plan.
    """
    resources = list(resources)
    matched, problems, __ = match_sheets(sheets, resources)
    if problems:
        return Compared(sheets)
    directories = directories_for(sent)
    reading = read_sheets(matched, directories)
    kept = unpacked(bytes(sent.records), resources)
    answers = Answers(choices.answers, choices.corrections)
    sides = [
        SideBySide(
            read,
            with_present(kept.get(read.matched.resource.sheet, SentSheet()), read.matched.resource, directories),
            answers,
            choices.fixed.get(read.matched.sheet.label, ()),
        )
        for read in reading
    ]
    found = Found()
    effective = {side.sheet.label: sheet for side, sheet in compared_sheets(sides, found, user)}
    former = [use for read in reading for use in uses_in(read)]
    return Compared([effective.get(sheet.label, sheet) for sheet in sheets], answers.asked, found, former)


def compared_sheets(sides: list[SideBySide], found: Found, user: Any) -> list[tuple[SideBySide, Sheet]]:
    """Records come first: what becomes of their rows hangs on them."""
    children = [ChildRows(s, s.resource, found, user) for s in sides if issubclass(s.resource, RowResource)]
    edited = {record for rows in children for record in rows.edited_records()}
    records = [side for side in sides if not issubclass(side.resource, RowResource)]
    done = [(side, effective(side, compare_records(side, found, edited))) for side in records]
    for rows in sorted(children, key=lambda rows: rows.resource is CitationResource):
        check_time(COMPARING, rows.side.sheet.label)
        if rows.resource is CitationResource:
            rows.follow_renumbered()
        rows.compare()
        done.append((rows.side, replace(effective(rows.side, rows.rows), emptied=frozenset(rows.emptied))))
    return done


def effective(side: SideBySide, rows: list[tuple[int, list[Any]]]) -> Sheet:
    """Return the sheet with other rows, and without the columns that were not sent."""
    sheet = side.sheet
    before = sheet.chosen if isinstance(sheet, ChosenSheet) else {}
    chosen = {**before, **{letter_of(place): column.name for place, column in side.columns.items()}}
    chosen |= {letter_of(place): "" for place in side.unsent}
    changed = replace(sheet, header=side.header, rows=rows, as_new=sheet.as_new | side.restored)
    if isinstance(changed, ChosenSheet):
        return replace(changed, chosen=chosen)
    return ChosenSheet(**vars(changed), chosen=chosen)
