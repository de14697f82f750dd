"""Citations of child rows: each must be of a row that is there, and is deleted with its row."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cooperation.exchange.planned import SheetPlan
from cooperation.exchange.rules import refuse, touched
from cooperation.records.directory import Directories
from cooperation.records.models import Record
from cooperation.records.resources import CitationResource, RowResource, resource_of
from cooperation.records.row_numbers import find_citations
from cooperation.records.widgets import kind_of_record

Owner = tuple[type[Record], str]
"""Kind and reference of a record."""


def count_deleted_citations(plans: Iterable[SheetPlan], directories: Directories) -> None:
    """Count the register's citations of rows that a plan removes: they are deleted with their rows."""
    for plan in plans:
        resource = plan.row_resource
        if not resource or not plan.removed or not (row := resource.row_model()).cited_as():
            continue
        places: dict[Any, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        for pk, document in plan.removed:
            model, reference = record_of(resource, document)
            places[model][directories[model].keys[reference]][document["number"]] = pk
        for model, numbers in places.items():
            for owner, number in find_citations(row, model, numbers).values():
                plan.deleted_citations[numbers[owner][number]] += 1


def record_of(resource: type[RowResource], document: dict[str, Any]) -> Owner:
    return resource.parent_record(tuple(document[name] for name in resource.parent_fields()))


def check_cited_rows(plans: list[SheetPlan], directories: Directories) -> None:
    """Refuse new and changed citations of rows that neither the register nor the file has."""
    for plan in plans:
        if plan.resource is CitationResource and "field" in plan.names:
            cited = find_cited(plan)
            existing = CitedRows(plans, directories).find(set(cited.values()))
            for index, (owner, name, number) in cited.items():
                if number not in existing[owner, name]:
                    refuse(plan, index, "field", no_such_row(f"{name}.{number}", owner[1]))


def no_such_row(field: str, reference: str) -> str:
    return _("%(record)s has no row %(field)s. If the row was deleted, delete this citation too") % {
        "record": reference,
        "field": field,
    }


def find_cited(plan: SheetPlan) -> dict[int, tuple[Owner, str, int]]:
    """Return what new and changed citations are of, where that is a child row: its record, name and number."""
    found = {}
    for index in touched(plan):
        document = plan.document(index)
        name, dot, number = document["field"].partition(".")
        if dot and number.isdigit() and not same_field(plan, index):
            owner = (kind_of_record(document["content_type"]), document["object_id"])
            found[index] = (owner, name, int(number))
    return found


def same_field(plan: SheetPlan, index: int) -> bool:
    before, place = plan.before[index], plan.names.index("field")
    return before is not None and before[place] == plan.after[index][place]


class CitedRows:
    """Says which rows there will be: those of the file's sheets, else those of the register."""

    def __init__(self, plans: Iterable[SheetPlan], directories: Directories) -> None:
        self.directories = directories
        self.in_file: dict[tuple[Owner, str], set[int]] = defaultdict(set)
        for plan in plans:
            if plan.row_resource and (name := plan.row_resource.row_model().cited_as()):
                self.add_sheet(plan, plan.row_resource, name)

    def add_sheet(self, plan: SheetPlan, resource: type[RowResource], name: str) -> None:
        for __, document in plan.removed:
            self.in_file[record_of(resource, document), name] |= set()  # all its rows may be gone
        for key in plan.keys:
            if isinstance(key, tuple):
                self.in_file[resource.parent_record(resource.owner(key)), name].add(key[-1])

    def find(self, cited: Iterable[tuple[Owner, str, int]]) -> dict[tuple[Owner, str], set[int]]:
        """Return the numbers of the rows there will be, by record and name of the rows."""
        found = defaultdict(set, self.in_file)
        wanted: dict[tuple[type[Record], str], set[str]] = defaultdict(set)
        for (model, reference), name, __ in cited:
            if ((model, reference), name) not in self.in_file:
                wanted[model, name].add(reference)
        for (model, name), references in wanted.items():
            for reference, number in self.stored_numbers(model, name, references):
                found[(model, reference), name].add(number)
        return found

    def stored_numbers(self, model: type[Record], name: str, references: set[str]) -> Iterable[tuple[str, int]]:
        by_id = {self.directories[model].keys[reference]: reference for reference in references}
        for resource in resource_of(model).rows:
            row = resource.row_model()
            if row.cited_as() == name:
                numbers = row.of_records(model, by_id).order_by().values_list(row.record_column(), "number")
                yield from ((by_id[pk], number) for pk, number in numbers)
