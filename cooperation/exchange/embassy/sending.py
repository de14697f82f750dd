"""A partner's records of a year as a workbook: what goes into it, and what is kept of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.text import slugify

from cooperation.exchange.batches.models import name_of
from cooperation.exchange.batches.permissions import kinds
from cooperation.exchange.blocks import Block
from cooperation.exchange.columns import Resource
from cooperation.exchange.embassy.concerning import concerned
from cooperation.exchange.embassy.keeping import Texts, packed, text_of
from cooperation.exchange.embassy.leaving import Leaving, columns_sent, keeps_back
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.exchange.one_moment import one_moment
from cooperation.exchange.packing.xlsx_files import xlsx_parts
from cooperation.exchange.packing.xlsx_limits import check_limits
from cooperation.exchange.sheets import BLOCK, RecordSheet, SheetColumn
from cooperation.records.models import Record
from cooperation.records.resources import RowResource, resource_of, with_rows
from cooperation.values.partial_date import PartialDate

MARK = "register-"
"""How the name of the hidden sheet begins by which a workbook is known again; its token follows."""


@dataclass(frozen=True)
class Wanted:
    """What an officer asks for. `kinds` are names of kinds; none means all of which the partner has records."""

    partner: Record
    period: PartialDate | None
    kinds: Sequence[str]
    language: str
    drafts: bool


@dataclass
class SheetToSend:
    """A sheet as it goes out: its rows in memory, and by a row's place the cells that say less than the register."""

    resource: Resource
    language: str
    rows: list[list[Any]] = field(default_factory=list)
    here: dict[int, Texts] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.resource.sheet

    @property
    def columns(self) -> list[SheetColumn]:
        keys = self.resource.key_names()
        return [SheetColumn(c.titles[self.language], c, c.name in keys) for c in columns_sent(self.resource)]

    def __len__(self) -> int:
        return len(self.rows)

    def blocks(self) -> Iterator[Block]:
        for start in range(0, len(self.rows), BLOCK):
            yield list(zip(*self.rows[start : start + BLOCK], strict=True))

    def texts(self) -> Iterator[list[str]]:
        columns = columns_sent(self.resource)
        for row in self.rows:
            yield [text_of(column, value) for column, value in zip(columns, row, strict=True)]

    def add(self, columns: Sequence[Any], values: Sequence[Any], leaving: Leaving) -> None:
        sent = {c.name: leaving.link(c, value) for c, value in zip(columns, values, strict=True)}
        if keeps_back(self.resource, columns, values, sent):
            return
        less = {c.name: text_of(c, v) for c, v in zip(columns, values, strict=True) if sent[c.name] != v}
        if less:
            self.here[len(self.rows)] = less
        self.rows.append(list(sent.values()))


def send(wanted: Wanted, user: Any, allowed: Iterable[str]) -> SentWorkbook | None:
    """Make the workbook of kinds that are allowed, and keep it; return None where there is nothing to send.

    Raises ValueError, in words for who asked, where a workbook can't hold what was asked for.
    """
    with one_moment(), translation.override(wanted.language):
        sheets, leaving = sheets_of(wanted, set(allowed))
        sent = SentWorkbook(
            sent_by=user,
            sent_by_name=name_of(user),
            partner_reference=wanted.partner.reference,
            partner_title=str(wanted.partner),
            period=wanted.period.text if wanted.period else "",
            drafts=wanted.drafts,
            language=wanted.language,
            kinds=in_one_line(sheet.resource for sheet in sheets),
            counts=[[sheet.name, len(sheet)] for sheet in sheets],
            file_name=file_name(wanted),
        )
        if not sent.rows and not wanted.kinds:
            return None
        sent.content = b"".join(xlsx_parts(sheets, leaving.shown, MARK + sent.token))
    names = {sheet.name: [column.name for column in columns_sent(sheet.resource)] for sheet in sheets}
    sent.records = packed((sheet.name, names[sheet.name], list(sheet.texts()), sheet.here) for sheet in sheets)
    sent.save()
    return sent


def sheets_of(wanted: Wanted, allowed: set[str]) -> tuple[list[SheetToSend], Leaving]:
    found = concerned(wanted.partner, wanted.period, drafts=wanted.drafts)
    leaving = Leaving(
        {kind: ids for kind, ids in found.items() if kind._meta.model_name in allowed}, drafts=wanted.drafts
    )
    records: dict[Resource, models.QuerySet] = {}
    for name, model in kinds().items():
        if not issubclass(model, Record) or name not in allowed or (wanted.kinds and name not in wanted.kinds):
            continue
        queryset = leaving.records(model)
        if wanted.kinds or queryset.exists():
            records[resource_of(model)] = queryset
    whole = [RecordSheet(resource, rows_of(resource, records)) for resource in with_rows(records)]
    check_limits(whole)
    return [filled(sheet, wanted.language, leaving) for sheet in whole], leaving


def filled(whole: RecordSheet, language: str, leaving: Leaving) -> SheetToSend:
    """Return what may leave of a sheet of the register."""
    sheet = SheetToSend(whole.resource, language)
    columns = columns_sent(whole.resource)
    places = [whole.resource.columns().index(column) for column in columns]
    for block in whole.blocks():
        for values in zip(*(block[place] for place in places), strict=True):
            sheet.add(columns, values, leaving)
    return sheet


def rows_of(resource: Resource, records: dict[Resource, models.QuerySet]) -> models.QuerySet:
    """Return the records of a sheet, or the child rows of those in other sheets."""
    if not issubclass(resource, RowResource):
        return records[resource]
    owners = [queryset for owner, queryset in records.items() if resource in owner.row_resources()]
    return reduce(or_, (resource.of(queryset) for queryset in owners))


def in_one_line(resources: Iterable[Resource]) -> str:
    names = [str(r.model()._meta.model_name) for r in resources if not issubclass(r, RowResource)]
    return f" {' '.join(names)} "


def file_name(wanted: Wanted) -> str:
    period = slugify(wanted.period.text.replace("/", "-")) if wanted.period else ""
    return "-".join(filter(None, [wanted.partner.reference, period])) + ".xlsx"
