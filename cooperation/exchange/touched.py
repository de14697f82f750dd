"""Which records a file touches, by its own rows or by their child rows, and what of it the history keeps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from cooperation.exchange.lots import LaidSheet, Lot, row_resource
from cooperation.records.directory import Directories
from cooperation.records.models import Record
from cooperation.records.tables import among_ids
from cooperation.revisions.documents import document_text, empty_rows, object_texts, rows_text
from cooperation.revisions.models import Revision
from cooperation.revisions.recording import Recorder, portions

Change = Revision.Change


class Touched:
    """Made before anything is written. `parents` are records of which the file changes child rows alone."""

    def __init__(self, sheets: Iterable[LaidSheet], directories: Directories, recorder: Recorder) -> None:
        self.recorder = recorder
        self.directories = directories
        self.parents: dict[type[Record], set[int]] = defaultdict(set)
        self.with_rows: set[tuple[type[Any], str]] = set()
        self.changed: dict[type[Any], list[int]] = defaultdict(list)
        for sheet in sheets:
            if row_resource(sheet):
                self._add_parents(sheet)
            else:
                self.changed[sheet.resource.model()] += [pk for __, pk in sheet.changed()]
        for model, ids in self.changed.items():
            self.parents[model] -= set(ids)

    def _add_parents(self, sheet: LaidSheet) -> None:
        resource: Any = sheet.resource
        keys = chain(sheet.new_keys(), (key for key, __ in sheet.changed()), (key for key, __ in sheet.gone()))
        for model, reference in {resource.parent_record(owner) for owner in set(map(resource.owner, keys))}:
            self.with_rows.add((model, reference))
            if (pk := self.directories[model].keys.get(reference, 0)) > 0:  # a new record may have no id yet
                self.parents[model].add(pk)

    def __bool__(self) -> bool:
        """Whether the file touches anything that was in the register before."""
        return any(chain(self.changed.values(), self.parents.values()))

    def lock(self) -> None:
        """Take the records before their rows, as forms do, in one order: so no two writers wait for each other."""
        for model, own in (*self.changed.items(), *self.parents.items()):
            locked: Any = model
            for portion in portions(sorted(own)):
                rows = locked._default_manager.filter(pk__in=among_ids(portion)).order_by("pk")
                list(rows.select_for_update().values_list("pk"))

    def keep_before(self) -> None:
        for ids in (self.changed, self.parents):
            for model, own in ids.items():
                self.recorder.before(model, own)

    def keep_new(self, sheet: LaidSheet, lot: Lot, ids: Mapping[Any, int], unsaid: Mapping[str, Any]) -> None:
        """Keep new records as the file has them; those with child rows are kept when the rows are in."""
        model, columns = sheet.resource.model(), sheet.resource.columns()
        lists = [lot.after.get(column.name) or [unsaid[column.name]] * len(lot.keys) for column in columns]
        rows = rows_text(empty_rows(sheet.resource))
        kept = {
            ids[key]: (str(key), document_text(text, rows))
            for key, text in zip(lot.keys, object_texts(columns, lists), strict=True)
            if (model, key) not in self.with_rows
        }
        self.recorder.keep(model, kept, Change.NEW)

    def keep_after(self, sheets: Iterable[LaidSheet]) -> None:
        for sheet in sheets if self.with_rows else ():
            model = sheet.resource.model()
            keys = self.directories[model].keys
            new = [keys[str(key)] for key in sheet.new_keys() if (model, key) in self.with_rows]
            self.recorder.after(model, new, Change.NEW)
        for ids in (self.changed, self.parents):
            for model, own in ids.items():
                self.recorder.after(model, own, Change.CHANGED)
