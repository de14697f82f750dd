"""A plan carried out: records, child rows and links in one transaction. The one way from a file into the register."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, repeat
from typing import Any

from django.db import IntegrityError, connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.exchange.deleting import delete_links
from cooperation.exchange.encoding import Stored, stored_columns
from cooperation.exchange.former_keys import keep_unpublished
from cooperation.exchange.lots import Columns, LaidSheet, row_resource
from cooperation.exchange.planned import Plan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.touched import Touched
from cooperation.records import tables
from cooperation.records.beside import beside
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.models import Record
from cooperation.records.resources import CitationResource
from cooperation.records.row_numbers import prepare_deletion
from cooperation.records.searched import own_texts, searched_fields
from cooperation.records.tables import among_ids
from cooperation.records.version import one_change
from cooperation.revisions.models import Revision
from cooperation.revisions.recording import Recorder, portions
from cooperation.search.index import sort_in

Tell = Callable[[int], None]
"""Told how many rows more are written."""
MANY = 2000  # new rows of a table, from which on its old statistics mislead the database


def carry_out(plan: Plan, recorder: Recorder) -> Counter[str]:
    """Write the plan's new and changed rows, with their revisions; return its counts.

    Raises RefusedError, with nothing written, where the plan has problems or the database refuses what it holds.
    """
    plan.must_be_right()
    write_sheets(plan.sheets, plan.directories, recorder, restoring=plan.restoring)
    return plan.counts()


def write_sheets(
    sheets: Sequence[LaidSheet],
    directories: Directories,
    recorder: Recorder,
    tell: Tell = lambda _rows: None,
    *,
    restoring: bool = False,
) -> None:
    """Write sheets without problems, all or nothing. Raises RefusedError where the database refuses what they hold."""
    try:
        with one_change():
            Writer(sheets, directories, recorder, tell, restoring=restoring).write()
    except IntegrityError as error:
        raise RefusedError(
            [Problem(_("the register"), _("refused by the database: %(error)s") % {"error": error})]
        ) from error


class Writer:
    """Writes sheets lot by lot. Ids of records are given out first, so that any row may refer to any other."""

    def __init__(
        self,
        sheets: Sequence[LaidSheet],
        directories: Directories,
        recorder: Recorder,
        tell: Tell,
        *,
        restoring: bool,
    ) -> None:
        self.directories, self.restoring = directories, restoring
        rows = [sheet for sheet in sheets if row_resource(sheet)]
        self.sheets = sorted(rows, key=lambda sheet: sheet.resource is not CitationResource)
        self.records = [sheet for sheet in sheets if not row_resource(sheet)]
        self.touched = Touched(sheets, directories, recorder)
        self.tell = tell
        self.now = timezone.now()
        self.inserted: Counter[type[models.Model]] = Counter()

    def write(self) -> None:
        self.touched.lock()
        self.touched.keep_before()
        for sheet in self.records:
            self.give_ids(sheet)
        for sheet in self.records:
            self.write_new(sheet)
            self.write_changed(sheet)
        for sheet in self.sheets:
            self.write_rows(sheet)
        if self.sheets or self.touched or not tables.are_counted_soon():
            tables.take_stock(model for model, count in self.inserted.items() if count >= MANY)
        for model, ids in self.touched.parents.items():
            self.write_touched(model, ids)
        for sheet in self.records:
            self.refold(sheet)
        sort_in(sheet.resource.model() for sheet in self.records)
        self.touched.keep_after(self.records)

    def give_ids(self, sheet: LaidSheet) -> None:
        model = sheet.resource.model()
        new = list(sheet.new_keys())
        self.directories[model].keys.update(zip(map(str, new), tables.next_ids(model, len(new)), strict=True))

    def write_new(self, sheet: LaidSheet) -> None:
        self.check_keys(sheet)
        model = sheet.resource.model()
        unsaid = sheet.resource.defaults()
        keys = self.directories[model].keys
        with beside():
            for lot in sheet.new_lots():
                ids = [keys[str(key)] for key in lot.keys]
                own: dict[str, Iterable[Any]] = {}
                if issubclass(model, Record):
                    own = {"revision": repeat(1), "updated_at": repeat(stored(model, "updated_at", self.now))}
                    own["folded"] = own_texts(model, lot.after)
                self.insert(sheet, ids, lot.after, unsaid, own)
                self.link(sheet, ids, {}, lot.after)
                self.touched.keep_new(sheet, lot, keys, unsaid)
                self.tell(len(ids))

    def check_keys(self, sheet: LaidSheet) -> None:
        """Where many rows come in, their keys are checked beside the making of the next ones, as far as that can be."""
        growing = {each.resource.model() for each in self.records if next(each.new_keys(), None) is not None}
        model = sheet.resource.model()
        if sum(1 for _key in islice(sheet.new_keys(), MANY)) < MANY:
            return
        for table in (model, Revision):
            tables.check_at_once(table, growing)
        linked: list[Any] = [column.model_field for column in sheet.resource.columns() if column.many]
        for field in linked:
            own = {model} if field.related_model is not model else set()  # the record itself is there before its links
            tables.check_at_once(field.remote_field.through, growing - own)

    def insert(
        self,
        sheet: LaidSheet,
        ids: Sequence[int],
        after: Columns,
        unsaid: Mapping[str, Any],
        own: Mapping[str, Iterable[Any]],
    ) -> None:
        """Write rows that are not in the table, with what the file leaves unsaid."""
        unsaid = {name: (value,) for name, value in unsaid.items() if name not in after}
        said = {name: repeat(value) for name, (value,) in self.stored(sheet, unsaid).items()}
        columns: dict[str, Iterable[Any]] = {**said, **self.stored(sheet, after), **own}
        tables.insert(sheet.resource.model(), ["id", *columns], zip(ids, *columns.values(), strict=False))
        self.inserted[sheet.resource.model()] += len(ids)

    def stored(self, sheet: LaidSheet, columns: Columns) -> Stored:
        return stored_columns(sheet.resource, columns, self.directories)

    def write_changed(self, sheet: LaidSheet) -> None:
        """Write changed records over, the file's columns alone; their revision number rises by one."""
        model = sheet.resource.model()
        for lot in sheet.changed_lots():
            columns: dict[str, Iterable[Any]] = {**self.stored(sheet, lot.after)}
            if issubclass(model, Record):
                unsaid = [name for name in searched_fields(model) if name not in lot.after]
                rows = model._default_manager.filter(pk__in=among_ids(lot.ids))
                found = {pk: rest for pk, *rest in rows.values_list("pk", "revision", *unsaid)}
                numbers, *others = zip(*(found[pk] for pk in lot.ids), strict=True)
                columns["revision"] = [number + 1 for number in numbers]
                columns["updated_at"] = repeat(stored(model, "updated_at", self.now))
                columns["folded"] = own_texts(model, {**lot.after, **dict(zip(unsaid, others, strict=True))})
            tables.update(model, list(columns), zip(lot.ids, *columns.values(), strict=False))
            self.link(sheet, lot.ids, lot.before, lot.after)
            keep_unpublished(model, lot)
            self.tell(len(lot.ids))

    def write_rows(self, sheet: LaidSheet) -> None:
        """Take changed and removed rows out first, so that rows may exchange what must be unique.

        Citations come before other rows: one that is moved away from a row is not deleted with it.
        """
        resource = sheet.resource
        model = resource.model()
        defaults = resource.defaults()
        missing = [name for name in defaults if name not in sheet.names]
        changed = [pk for __, pk in sheet.changed()]
        kept = resource.documents_by_id(changed) if missing and changed else {}
        if changed:  # they come in again with their numbers, so their citations stay
            delete_links(model, changed)
            tables.delete(model, "id", changed)
        if gone := [pk for __, pk in sheet.gone()]:
            prepare_deletion(model._default_manager.filter(pk__in=among_ids(gone)), keep_citations=self.restoring)
            delete_links(model, gone)
            tables.delete(model, "id", gone)
        for lot in sheet.changed_lots():
            unsaid = {name: [kept[pk][name] for pk in lot.ids] for name in missing}
            self.insert(sheet, lot.ids, {**lot.after, **unsaid}, {}, {})
            self.link(sheet, lot.ids, {}, {**lot.after, **unsaid})
            self.tell(len(lot.ids))
        for lot in sheet.new_lots():
            ids = tables.next_ids(model, len(lot.keys))
            self.insert(sheet, ids, lot.after, defaults, {})
            self.link(sheet, ids, {}, lot.after)
            self.tell(len(ids))

    def write_touched(self, model: type[Record], ids: set[int]) -> None:
        """Records whose rows alone changed have a new revision, too, and perhaps new names to be found by."""
        for portion in portions(ids):
            for record in model._default_manager.filter(pk__in=among_ids(portion)):
                record.save()

    def link(self, sheet: LaidSheet, ids: Sequence[int], before: Columns, after: Columns) -> None:
        for column in sheet.resource.columns():
            if column.many and column.name in after:
                self.link_column(column, ids, before.get(column.name, repeat(())), after[column.name])

    def link_column(self, column: Column, ids: Sequence[int], before: Iterable[Any], after: Iterable[Any]) -> None:
        field: Any = column.model_field
        through = field.remote_field.through
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        keys = self.directories[column.widget.model].keys
        links: list[tuple[int, int]] = []
        for pk, old, new in zip(ids, before, after, strict=False):
            if not old:
                links += [(pk, keys[reference]) for reference in new]
            elif old != new:
                if gone := [keys[reference] for reference in set(old) - set(new)]:
                    through._default_manager.filter(**{source: pk, f"{target}__in": gone}).delete()
                links += [(pk, keys[reference]) for reference in sorted(set(new) - set(old))]
        tables.insert(through, [source, target], links)
        self.inserted[through] += len(links)

    def refold(self, sheet: LaidSheet) -> None:
        """Write the search text of records that are found by their rows, now that the rows are in."""
        model = sheet.resource.model()
        if not issubclass(model, Record) or not model.searched_rows:
            return
        keys = self.directories[model].keys
        ids = [pk for __, pk in sheet.changed()]
        if self.brings_rows(model):
            ids += [keys[str(key)] for key in sheet.new_keys()]
        for portion in portions(ids):
            records = model._default_manager.filter(pk__in=among_ids(portion)).prefetch_related(*model.searched_rows)
            tables.update(model, ["folded"], [(record.pk, record.search_text()) for record in records])

    def brings_rows(self, model: type[Record]) -> bool:
        """Whether rows come in by which records of this kind are found: without them new records have none."""
        brought = {sheet.resource.model() for sheet in self.sheets}
        return any(model._meta.get_field(name).related_model in brought for name in model.searched_rows)


def stored(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)
