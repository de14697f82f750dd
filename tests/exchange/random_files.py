"""Files as somebody might send them: some sheets of the register with rows changed, taken out and added, at random."""

import random
from typing import Any

from bench.made_records import Copy, writer
from cooperation.exchange.reading import Sheet
from cooperation.exchange.sheets import sheets_of
from cooperation.records.columns import Column
from cooperation.records.resources import DocumentResource, RowResource
from cooperation.resources import RESOURCES

Line = dict[str, Any]


def random_file(chance: random.Random, name: str) -> list[Sheet]:
    """Return sheets of several kinds; `name` is in the references of what is new. Some of it may be refused."""
    lines = {sheet.name: (sheet.resource, lines_of(sheet)) for sheet in sheets_of(RESOURCES)}
    chosen = sorted(chance.sample(sorted(lines), chance.randint(1, 6)))
    return [RandomSheet(*lines[sheet], chance, name).sheet() for sheet in chosen]


def lines_of(sheet: Any) -> list[Line]:
    names = [column.source.name for column in sheet.columns]
    found = []
    for block in sheet.blocks():
        written = [[c.write(value) for value in values] for c, values in zip(sheet.columns, block, strict=True)]
        found += [dict(zip(names, cells, strict=True)) for cells in zip(*written, strict=True)]
    return found


class RandomSheet:
    def __init__(self, resource: type[DocumentResource], lines: list[Line], chance: random.Random, name: str) -> None:
        self.resource, self.lines, self.chance, self.name = resource, lines, chance, name
        self.columns = {column.name: column for column in resource.columns()}
        self.copy = Copy(0, "draft", chance)
        self.rows = resource if issubclass(resource, RowResource) else None

    def sheet(self) -> Sheet:
        lines = self.changed_rows() if self.rows else self.changed_records()
        names = self.said()
        cells = [[line[name] for name in names] for line in lines]
        header = [self.columns[name].column_name for name in names]
        label = f"{self.resource.sheet}.csv"
        return Sheet(self.resource.sheet, label, header, list(enumerate(cells, start=2)))

    def said(self) -> list[str]:
        """All columns, or but a few of them besides the key and what a new record needs."""
        if self.chance.random() < 0.5:
            return list(self.columns)
        needed = {*self.resource.key_names(), *(name for name, column in self.columns.items() if column.required)}
        return [name for name in self.columns if name in needed or self.chance.random() < 0.5]

    def changed_records(self) -> list[Line]:
        some = [dict(line) for line in self.lines if self.chance.random() < 0.3]
        new = []
        for number in range(self.chance.randint(0, 3) if self.lines else 0):
            copied = dict(self.chance.choice(self.lines), reference=f"{self.name}-{number}")  # the same in every kind
            new.append(copied | {name: "" for name in copied if name.startswith("iso_alpha")})
        for line in [line for line in (*some, *new) if self.chance.random() < 0.6]:
            self.change(line)
        return some + new

    def changed_rows(self) -> list[Line]:
        """All rows of some records: some fewer, some changed, some more."""
        assert self.rows
        fields = self.rows.parent_fields()
        owners = sorted({tuple(line[name] for name in fields) for line in self.lines})
        found = []
        for owner in owners:
            if self.chance.random() > 0.3:
                continue
            own = [dict(line) for line in self.lines if tuple(line[name] for name in fields) == owner]
            kept = [line for line in own if self.chance.random() < 0.8] or own[:1]
            if self.chance.random() < 0.4:
                kept.append(dict(own[0], number=max(int(line["number"]) for line in own) + 1))
            for line in [line for line in kept if self.chance.random() < 0.4]:
                self.change(line)
            found += kept
        return found

    def change(self, line: Line) -> None:
        """Give some of its cells another value: a made-up one, or that of another row."""
        free = [name for name in self.columns if name not in {*self.resource.key_names(), "state"}]
        for name in self.chance.sample(free, min(len(free), self.chance.randint(1, 4))):
            line[name] = self.other(self.columns[name], line[name])

    def other(self, column: Column, cell: Any) -> Any:
        write = writer(column)
        if column.links or write is Copy.as_it_is:
            return self.chance.choice(self.lines)[column.name]
        return write(self.copy, str(cell))
