"""A plan carried out: records, child rows and links in one transaction. The one way from a file into the register."""

from collections import Counter
from itertools import repeat
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.exchange.encoding import Stored, stored_columns
from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.touched import Touched
from cooperation.records import tables
from cooperation.records.columns import Column
from cooperation.records.models import Record
from cooperation.records.resources import RowResource
from cooperation.records.tables import among_ids
from cooperation.revisions.recording import Recorder


def carry_out(plan: Plan, recorder: Recorder) -> Counter[str]:
    """Write the plan's new and changed rows, with their revisions; return its counts.

    Raises RefusedError, with nothing written, where the plan has problems or the database refuses what it holds.
    """
    plan.must_be_right()
    counts = plan.counts()
    try:
        with transaction.atomic():
            Writer(plan).write(recorder)
    except IntegrityError as error:
        raise RefusedError(
            [Problem(_("the register"), _("refused by the database: %(error)s") % {"error": error})]
        ) from error
    return counts


class Writer:
    """Writes a plan without problems. Ids are given out first, so that any row may refer to any other."""

    def __init__(self, plan: Plan) -> None:
        self.directories = plan.directories
        self.sheets = [sheet.widened() if sheet.row_resource else sheet for sheet in plan.sheets]
        self.records = [sheet for sheet in plan.sheets if not sheet.row_resource]
        self.touched = Touched(plan)
        self.now = timezone.now()

    def write(self, recorder: Recorder) -> None:
        self.touched.keep_before(recorder)
        for sheet in self.sheets:
            self.give_ids(sheet)
        for sheet in self.records:
            self.write_new(sheet)
            self.write_changed(sheet)
        for sheet in self.sheets:
            if sheet.row_resource:
                self.write_rows(sheet, sheet.row_resource)
            self.write_links(sheet)
        for model, ids in self.touched.parents.items():
            self.write_touched(model, ids)
        for sheet in self.records:
            self.refold(sheet)
        self.touched.keep_after(recorder)

    def give_ids(self, sheet: SheetPlan) -> None:
        new = sheet.places(Outcome.NEW)
        for index, pk in zip(new, tables.next_ids(sheet.resource.model(), len(new)), strict=True):
            sheet.pks[index] = pk
            if not sheet.row_resource:
                self.directories[sheet.resource.model()].keys[str(sheet.keys[index])] = pk

    def stored(self, sheet: SheetPlan, places: list[int]) -> Stored:
        values = [sheet.after[index] for index in places]
        return stored_columns(sheet.resource, sheet.names, values, self.directories)

    def unsaid(self, sheet: SheetPlan) -> Stored:
        """The columns that the file does not have, as they are in a new record."""
        defaults = sheet.resource.defaults()
        names = [name for name in defaults if name not in sheet.names]
        return stored_columns(sheet.resource, names, [tuple(defaults[name] for name in names)], self.directories)

    def insert(self, sheet: SheetPlan, places: list[int], own: Stored) -> None:
        """Write rows that are not in the table, with what the file leaves unsaid."""
        unsaid = {name: repeat(value) for name, (value,) in self.unsaid(sheet).items()}
        columns = unsaid | self.stored(sheet, places) | own
        ids = [sheet.pks[index] for index in places]
        tables.insert(sheet.resource.model(), ["id", *columns], zip(ids, *columns.values(), strict=False))

    def write_new(self, sheet: SheetPlan) -> None:
        new = sheet.places(Outcome.NEW)
        model = sheet.resource.model()
        own: Stored = {}
        if issubclass(model, Record):
            now = stored(model, "updated_at", self.now)
            texts = sheet.texts(model.searched, new, {})
            own = {"revision": [1] * len(new), "updated_at": [now] * len(new), "folded": texts}
        self.insert(sheet, new, own)

    def write_changed(self, sheet: SheetPlan) -> None:
        """Write changed records over, the file's columns alone; their revision number rises by one."""
        changed = sheet.places(Outcome.CHANGED)
        model = sheet.resource.model()
        ids = [sheet.pks[index] for index in changed]
        columns = self.stored(sheet, changed)
        if issubclass(model, Record):
            unsaid = [name for name in model.searched if name not in sheet.names]
            before = {
                pk: rest
                for pk, *rest in model._default_manager.filter(pk__in=among_ids(ids)).values_list(
                    "pk", "revision", *unsaid
                )
            }
            texts = sheet.texts(
                model.searched, changed, {pk: dict(zip(unsaid, rest[1:], strict=True)) for pk, rest in before.items()}
            )
            now = stored(model, "updated_at", self.now)
            columns |= {"revision": [before[pk][0] + 1 for pk in ids], "updated_at": [now] * len(ids), "folded": texts}
        tables.update(model, list(columns), zip(ids, *columns.values(), strict=True))

    def write_rows(self, sheet: SheetPlan, resource: type[RowResource]) -> None:
        """Take changed and removed rows out first, so that rows may exchange what must be unique."""
        changed = sheet.places(Outcome.CHANGED)
        put = sheet.places(Outcome.CHANGED, Outcome.NEW)
        gone = [sheet.pks[index] for index in changed] + [pk for pk, __ in sheet.removed]
        resource.row_model()._default_manager.filter(pk__in=among_ids(gone)).delete()
        self.insert(sheet, put, {})

    def write_touched(self, model: type[Record], ids: set[int]) -> None:
        """Records whose rows alone changed have a new revision, too, and perhaps new names to be found by."""
        for record in model._default_manager.filter(pk__in=among_ids(ids)):
            record.save()

    def write_links(self, sheet: SheetPlan) -> None:
        for column in sheet.resource.columns():
            if column.many and column.name in sheet.names:
                self.write_links_of(sheet, column)

    def write_links_of(self, sheet: SheetPlan, column: Column) -> None:
        field: Any = column.model_field
        through = field.remote_field.through
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        keys = self.directories[column.widget.model].keys
        place = sheet.names.index(column.name)
        links: list[tuple[Any, int]] = []
        for index in sheet.places(Outcome.NEW, Outcome.CHANGED):
            pk, old, after = sheet.pks[index], sheet.before[index], sheet.after[index][place]
            if old is None or sheet.row_resource:  # changed child rows were taken out, and their links with them
                links += [(pk, keys[reference]) for reference in after]
                continue
            before, after = set(old[place]), set(after)
            if gone := [keys[reference] for reference in before - after]:
                through._default_manager.filter(**{source: pk, f"{target}__in": gone}).delete()
            links += [(pk, keys[reference]) for reference in sorted(after - before)]
        numbered = zip(tables.next_ids(through, len(links)), links, strict=True)
        tables.insert(through, ["id", source, target], ((pk, *link) for pk, link in numbered))

    def refold(self, sheet: SheetPlan) -> None:
        """Write the search text of records that are found by their rows, now that the rows are in."""
        model = sheet.resource.model()
        if not issubclass(model, Record) or not model.searched_rows:
            return
        ids = [sheet.pks[index] for index in sheet.places(Outcome.NEW, Outcome.CHANGED)]
        records = model._default_manager.filter(pk__in=among_ids(ids)).prefetch_related(*model.searched_rows)
        tables.update(model, ["folded"], [(record.pk, record.search_text()) for record in records])


def stored(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)
