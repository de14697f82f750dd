"""What stood in a workbook when it went out, as text, kept beside it."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.columns import Resource
from cooperation.records.columns import Column
from cooperation.records.resources import Key, RowResource
from cooperation.revisions.upgrades import FORMAT, upgrade_cells

Texts = dict[str, str]
"""Field name → cell."""


@dataclass
class SentSheet:
    """`sent` is by the key of a row; `here` what the register had in its place, where links were kept back.

    `called` are links that were sent, under the references that their records have now.
    """

    sent: dict[Key, Texts] = field(default_factory=dict)
    here: dict[Key, Texts] = field(default_factory=dict)
    called: dict[Key, Texts] = field(default_factory=dict)

    def as_here(self, key: Key, name: str) -> str:
        """Return what the register had in a cell when the workbook went out, as it is called now."""
        return self.here.get(key, {}).get(name, self.as_called(key, name))

    def as_called(self, key: Key, name: str) -> str:
        """Return what was sent in a cell, as it is called now."""
        return self.called.get(key, {}).get(name, self.sent[key].get(name, ""))

    def of_owners(self, resource: type[RowResource]) -> dict[Any, list[Key]]:
        """Return the keys of child rows by the record they belong to."""
        found: dict[Any, list[Key]] = {}
        for key in self.sent:
            found.setdefault(resource.owner(key), []).append(key)
        return found


def text_of(column: Column, value: Any) -> str:
    """Return a value as text that two of the same value have in common, whatever spreadsheet they come from."""
    return str(column.write(value))


def key_of(resource: Resource, texts: Mapping[str, str]) -> Key:
    """Return the key as the resource has it: the number of a child row is a number."""
    names = resource.key_names()
    if len(names) == 1:
        return texts[names[0]]
    return tuple(int(texts[name]) if name == "number" else texts[name] for name in names)


def packed(sheets: Iterable[tuple[str, Sequence[str], Sequence[Sequence[str]], Mapping[int, Texts]]]) -> bytes:
    """Pack each sheet's name, field names, rows of cells, and by a row's place what the register had instead."""
    listed = [
        [name, list(names), list(rows), {str(i): t for i, t in here.items()}] for name, names, rows, here in sheets
    ]
    return zlib.compress(json.dumps({"format": FORMAT, "sheets": listed}, ensure_ascii=False).encode())


def unpacked(content: bytes, resources: Iterable[Resource]) -> dict[str, SentSheet]:
    """Return what was packed, of the sheets of these resources, by the sheet's name."""
    by_name = {resource.sheet: resource for resource in resources}
    found = {}
    stored = json.loads(zlib.decompress(content))
    written_in, sheets = (1, stored) if isinstance(stored, list) else (stored["format"], stored["sheets"])
    for name, names, rows, here in sheets:
        if resource := by_name.get(name):
            kept = SentSheet()
            columns = {column.name: column for column in resource.columns()}
            for place, cells in enumerate(rows):
                texts = as_read(columns, upgrade_cells(name, dict(zip(names, cells, strict=True)), written_in))
                key = key_of(resource, texts)
                kept.sent[key] = texts
                if str(place) in here:
                    kept.here[key] = as_read(columns, upgrade_cells(name, here[str(place)], written_in))
            found[name] = kept
    return found


def as_read(columns: Mapping[str, Column], texts: Texts) -> Texts:
    """Return cells that were kept earlier as they would be read from the workbook today."""
    return {name: columns[name].normal(text) if name in columns else text for name, text in texts.items()}
