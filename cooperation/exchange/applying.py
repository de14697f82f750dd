"""A plan carried out: records, child rows and links in one transaction. The one way from a file into the register."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.exchange import tables
from cooperation.exchange.encoding import Encoder
from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.columns import Column
from cooperation.records.folding import fold
from cooperation.records.models import Record
from cooperation.records.resources import Document, RowResource

BATCH = 500


def carry_out(plan: Plan) -> Counter[str]:
    """Write the plan's new and changed rows; return its counts.

    Raises RefusedError, with nothing written, where the plan has problems or the database refuses what it holds.
    """
    plan.must_be_right()
    counts = plan.counts()
    try:
        with transaction.atomic():
            Writer(plan).write()
    except IntegrityError as error:
        raise RefusedError(
            [Problem(_("the register"), _("refused by the database: %(error)s") % {"error": error})]
        ) from error
    return counts


class Writer:
    """Writes a plan without problems. Ids are given out first, so that any row may refer to any other."""

    def __init__(self, plan: Plan) -> None:
        self.directories = plan.directories
        self.sheets = plan.sheets
        self.records = [sheet for sheet in plan.sheets if not sheet.row_resource]
        self.touched: dict[type[Record], set[int]] = defaultdict(set)
        self.now = timezone.now()

    def write(self) -> None:
        for sheet in self.sheets:
            self.give_ids(sheet)
        for sheet in self.records:
            self.write_new(sheet)
            self.write_changed(sheet)
        for sheet in self.sheets:
            if sheet.row_resource:
                self.write_rows(sheet, sheet.row_resource)
            self.write_links(sheet)
        for model, ids in self.touched.items():
            self.write_touched(model, ids)
        for sheet in self.records:
            self.refold(sheet)

    def give_ids(self, sheet: SheetPlan) -> None:
        new = sheet.written(Outcome.NEW)
        for row, pk in zip(new, tables.next_ids(sheet.resource.model(), len(new)), strict=True):
            row.pk = pk
            if not sheet.row_resource:
                self.directories[sheet.resource.model()].keys[row.after["reference"]] = pk

    def write_new(self, sheet: SheetPlan) -> None:
        model = sheet.resource.model()
        encoder = Encoder(sheet.resource, self.directories)
        new = sheet.written(Outcome.NEW)
        lines = encoder.lines((row.pk, row.after) for row in new)
        if not issubclass(model, Record):
            tables.insert(model, ["id", *encoder.columns], lines)
            return
        now = stored(model, "updated_at", self.now)
        own = ((*line, 1, now, folded(model, row.after)) for line, row in zip(lines, new, strict=True))
        tables.insert(model, ["id", *encoder.columns, "revision", "updated_at", "folded"], own)

    def write_changed(self, sheet: SheetPlan) -> None:
        """Write changed records over; their revision number rises by one."""
        model = sheet.resource.model()
        encoder = Encoder(sheet.resource, self.directories)
        changed = sheet.written(Outcome.CHANGED)
        lines = encoder.lines((row.pk, row.after) for row in changed)
        if not changed or not issubclass(model, Record):
            tables.update(model, encoder.columns, list(lines))
            return
        revisions = dict(model._default_manager.values_list("pk", "revision"))
        now = stored(model, "updated_at", self.now)
        own = (
            (*line, revisions[line[0]] + 1, now, folded(model, row.after))
            for line, row in zip(lines, changed, strict=True)
        )
        tables.update(model, [*encoder.columns, "revision", "updated_at", "folded"], own)

    def write_rows(self, sheet: SheetPlan, resource: type[RowResource]) -> None:
        """Take changed and removed rows out first, so that rows may exchange what must be unique."""
        rows = resource.row_model()._default_manager
        changed = sheet.written(Outcome.CHANGED)
        put = changed + sheet.written(Outcome.NEW)
        for some in batches([row.pk for row in changed] + [pk for pk, __ in sheet.removed]):
            rows.filter(pk__in=some).delete()
        encoder = Encoder(resource, self.directories)
        lines = encoder.lines((row.pk, row.after) for row in put)
        tables.insert(resource.row_model(), ["id", *encoder.columns], lines)
        self.touch_parents(resource, [row.after for row in put] + [document for __, document in sheet.removed])

    def touch_parents(self, resource: type[RowResource], documents: Iterable[Document]) -> None:
        """Note whose rows changed: a record is its rows, too. Records that this very file writes have it counted."""
        written = {
            (sheet.resource.model(), row.pk)
            for sheet in self.records
            for row in sheet.written(Outcome.NEW, Outcome.CHANGED)
        }
        for model, reference in {resource.parent_record(document) for document in documents}:
            pk = self.directories[model].keys[reference]
            if (model, pk) not in written:
                self.touched[model].add(pk)

    def write_touched(self, model: type[Record], ids: set[int]) -> None:
        """Records whose rows alone changed have a new revision, too, and perhaps new names to be found by."""
        for some in batches(sorted(ids)):
            for record in model._default_manager.filter(pk__in=some):
                record.save()

    def write_links(self, sheet: SheetPlan) -> None:
        for column in sheet.resource.columns():
            if column.many:
                self.write_links_of(sheet, column)

    def write_links_of(self, sheet: SheetPlan, column: Column) -> None:
        field: Any = column.model_field
        through = field.remote_field.through
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        keys = self.directories[column.widget.model].keys
        links: list[tuple[int, int]] = []
        for row in sheet.written(Outcome.NEW, Outcome.CHANGED):
            # changed child rows were taken out, and their links with them
            before = set() if sheet.row_resource or row.before is None else set(row.before[column.name])
            after = set(row.after[column.name])
            if gone := [keys[reference] for reference in before - after]:
                through._default_manager.filter(**{source: row.pk, f"{target}__in": gone}).delete()
            links += [(row.pk or 0, keys[reference]) for reference in sorted(after - before)]
        numbered = zip(tables.next_ids(through, len(links)), links, strict=True)
        tables.insert(through, ["id", source, target], ((pk, *link) for pk, link in numbered))

    def refold(self, sheet: SheetPlan) -> None:
        """Write the search text of records that are found by their rows, now that the rows are in."""
        model = sheet.resource.model()
        if not issubclass(model, Record) or not model.searched_rows:
            return
        for some in batches([row.pk for row in sheet.written(Outcome.NEW, Outcome.CHANGED)]):
            records = model._default_manager.filter(pk__in=some).prefetch_related(*model.searched_rows)
            tables.update(model, ["folded"], [(record.pk, record.search_text()) for record in records])


def folded(model: type[Record], document: Document) -> str:
    """Return the search text of a record that has no names in child rows, as `Record.search_text` would."""
    return fold("\n".join(document[name] for name in model.searched if document[name]))


def stored(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)


def batches(ids: list[Any]) -> Iterable[list[Any]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
