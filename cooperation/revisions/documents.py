"""Whole documents as JSON text: a record's fields and its child rows, every cell as a spreadsheet would have it.

`{"format": 2, "fields": {"reference": "rs-loi-2004", …}, "rows": {"citations": [{…}, …], …}}`
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any

from cooperation.records.columns import Column
from cooperation.records.resources import DocumentResource, RowResource
from cooperation.records.tables import among_ids
from cooperation.revisions.upgrades import FORMAT

Resource = type[DocumentResource]


def object_texts(columns: Sequence[Column], lists: Sequence[Sequence[Any]]) -> list[str]:
    """Return each row as a JSON object; `lists` has a column's values a list. Each distinct value is written once."""
    members: list[list[str]] = []
    same = "{"  # what all rows have until the next column in which they differ
    for place, (column, values) in enumerate(zip(columns, lists, strict=True)):
        before = f"{', ' if place else ''}{json.dumps(column.name)}: "
        known = {value: f"{same}{before}{cell_text(column.write(value))}" for value in set(values)}
        if len(known) == 1:
            (same,) = known.values()
        else:
            same = ""
            members.append([known[value] for value in values])
    lines = map("".join, zip(*members, strict=True)) if members else [""] * len(lists[0])
    return [f"{line}{same}}}" for line in lines]


def cell_text(cell: Any) -> str:
    return encode_basestring_ascii(cell) if type(cell) is str else json.dumps(cell)


def document_text(fields: str, rows: str) -> str:
    return f'{{"format": {FORMAT}, "fields": {fields}, "rows": {rows}}}'


def rows_text(rows: Mapping[str, Sequence[str]]) -> str:
    listed = ", ".join(f"{json.dumps(sheet)}: [{', '.join(found)}]" for sheet, found in rows.items())
    return f"{{{listed}}}"


def document_texts(resource: Resource, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return reference and whole document of each record by id, in a number of queries that does not grow with them."""
    records = resource.model()._default_manager.filter(pk__in=among_ids(ids))
    columns = resource.columns()
    found = resource.values(records, columns)
    place = [column.name for column in columns].index("reference")
    references = {pk: values[place] for pk, values in found.items()}
    fields = dict(zip(found, object_texts(columns, turned(found.values(), columns)), strict=True))
    rows = {rows.sheet: row_texts(rows, resource, references, records) for rows in resource.row_resources()}
    return {
        pk: (
            reference,
            document_text(fields[pk], rows_text({sheet: texts.get(pk, []) for sheet, texts in rows.items()})),
        )
        for pk, reference in references.items()
    }


def row_texts(
    rows: type[RowResource], resource: Resource, references: dict[int, str], records: Any
) -> dict[int, list[str]]:
    """Return each record's child rows of one kind, in their order, without what names the record again."""
    columns = rows.columns()
    names = [column.name for column in columns]
    own = [place for place, name in enumerate(names) if name not in rows.parent_fields()]
    parent, number = names.index(rows.parent_fields()[-1]), names.index("number")
    values = sorted(rows.values(rows.of(records), columns).values(), key=lambda line: line[number])
    lists = turned(values, columns)
    texts = object_texts([columns[place] for place in own], [lists[place] for place in own])
    ids = {reference: pk for pk, reference in references.items()}
    found: dict[int, list[str]] = defaultdict(list)
    for line, text in zip(values, texts, strict=True):
        found[ids[line[parent]]].append(text)
    return found


def turned(lines: Collection[tuple[Any, ...]], columns: Sequence[Column]) -> list[Sequence[Any]]:
    """Return lines of values as a list a column."""
    return list(zip(*lines, strict=True)) if lines else [()] * len(columns)


def empty_rows(resource: Resource) -> dict[str, list[str]]:
    return {rows.sheet: [] for rows in resource.row_resources()}
