"""A plan carried out: records, child rows and links in one transaction. The one way from a file into the register."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from cooperation.exchange.planned import Outcome, Plan, PlannedRow, SheetPlan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.columns import Column
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

    def write(self) -> None:
        for sheet in self.sheets:
            self.give_ids(sheet)
        for sheet in self.records:
            self.write_new(sheet)
        for sheet in self.sheets:
            if sheet.row_resource:
                self.write_rows(sheet, sheet.row_resource)
            self.write_links(sheet)
        for sheet in self.records:
            self.write_changed(sheet)
            refold(sheet.resource.model(), [row.pk for row in sheet.written(Outcome.NEW)])
        self.save_touched()

    def give_ids(self, sheet: SheetPlan) -> None:
        new = sheet.written(Outcome.NEW)
        for row, pk in zip(new, next_ids(sheet.resource.model(), len(new)), strict=True):
            row.pk = pk
            if not sheet.row_resource:
                self.directories[sheet.resource.model()].keys[row.after["reference"]] = pk

    def instance(self, sheet: SheetPlan, row: PlannedRow) -> Any:
        return sheet.resource.instance(row.after, self.directories, row.pk)

    def write_new(self, sheet: SheetPlan) -> None:
        new = [self.instance(sheet, row) for row in sheet.written(Outcome.NEW)]
        sheet.resource.model()._default_manager.bulk_create(new, batch_size=BATCH)

    def write_changed(self, sheet: SheetPlan) -> None:
        """Save changed records one by one: their revision number rises and their search text is written anew."""
        model = sheet.resource.model()
        changed = {row.pk: row for row in sheet.written(Outcome.CHANGED)}
        names = [column.model_field.attname for column in sheet.resource.columns() if not column.many]
        for record in model._default_manager.filter(pk__in=changed):
            wanted = self.instance(sheet, changed[record.pk])
            for name in names:
                setattr(record, name, getattr(wanted, name))
            record.save()
            self.touched[model].discard(record.pk)

    def write_rows(self, sheet: SheetPlan, resource: type[RowResource]) -> None:
        """Take changed and removed rows out first, so that rows may exchange what must be unique."""
        rows = resource.row_model()._default_manager
        changed = sheet.written(Outcome.CHANGED)
        rows.filter(pk__in=[row.pk for row in changed] + [pk for pk, __ in sheet.removed]).delete()
        put = changed + sheet.written(Outcome.NEW)
        rows.bulk_create([self.instance(sheet, row) for row in put], batch_size=BATCH)
        self.touch_parents(resource, [row.after for row in put] + [document for __, document in sheet.removed])

    def touch_parents(self, resource: type[RowResource], documents: Iterable[Document]) -> None:
        """Note whose rows changed: a record is its rows, too. Records that this very file brings are new anyway."""
        new = {(sheet.resource.model(), row.pk) for sheet in self.records for row in sheet.written(Outcome.NEW)}
        for model, reference in {resource.parent_record(document) for document in documents}:
            pk = self.directories[model].keys[reference]
            if (model, pk) not in new:
                self.touched[model].add(pk)

    def write_links(self, sheet: SheetPlan) -> None:
        for column in sheet.resource.columns():
            if column.many:
                self.write_links_of(sheet, column)

    def write_links_of(self, sheet: SheetPlan, column: Column) -> None:
        field: Any = column.model_field
        through, source, target = (
            field.remote_field.through,
            f"{field.m2m_field_name()}_id",
            f"{field.m2m_reverse_field_name()}_id",
        )
        keys = self.directories[column.widget.model].keys
        links = []
        for row in sheet.written(Outcome.NEW, Outcome.CHANGED):
            # changed child rows were taken out, and their links with them
            before = set() if sheet.row_resource or row.before is None else set(row.before[column.name])
            after = set(row.after[column.name])
            if gone := [keys[reference] for reference in before - after]:
                through._default_manager.filter(**{source: row.pk, f"{target}__in": gone}).delete()
            links += [through(**{source: row.pk, target: keys[reference]}) for reference in sorted(after - before)]
        through._default_manager.bulk_create(links, batch_size=BATCH)

    def save_touched(self) -> None:
        for model, keys in self.touched.items():
            for record in model._default_manager.filter(pk__in=keys):
                record.save()


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Take `count` ids that no record has had."""
    table = model._meta.db_table
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + count + 1))


def refold(model: type[models.Model], keys: Iterable[int | None]) -> None:
    """Write the search text of records that were brought in together with their rows."""
    if not issubclass(model, Record):
        return
    records = list(model._default_manager.filter(pk__in=list(keys)).prefetch_related(*model.searched_rows))
    for record in records:
        record.folded = record.search_text()
    model._default_manager.bulk_update(records, ["folded"], batch_size=BATCH)
