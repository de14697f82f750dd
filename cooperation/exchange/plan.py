"""What a file would do to the register, worked out without writing anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from cooperation.exchange import rules
from cooperation.exchange.cells import (
    ReadSheet,
    announce,
    is_given,
    read_columns,
    read_sheet,
    require_keys,
)
from cooperation.exchange.cited_rows import check_cited_rows, count_deleted_citations
from cooperation.exchange.columns import MatchedSheet, Resource, match_sheets
from cooperation.exchange.cut_texts import find_cut_rows, refuse_cut_texts, refuse_long_texts, restore_cut_texts
from cooperation.exchange.date_notes import keep_words
from cooperation.exchange.former_keys import refuse_left_keys, refuse_same_record, use_present_keys, uses_of
from cooperation.exchange.planned import Plan, SheetPlan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.row_numbering import Renumbered, RowNumbering, follow_renumbered
from cooperation.exchange.time_limit import COMPARING, in_time
from cooperation.records.directory import Directories
from cooperation.records.resources import CitationResource, Key, RowResource

AT_ONCE = 5000
"""Records held against the register at a time."""


def make_plan(
    sheets: Iterable[Sheet],
    resources: Iterable[Resource],
    user: Any = None,
    owners: Mapping[Resource, set[Any]] = MappingProxyType({}),
    *,
    restoring: bool = False,
) -> Plan:
    """Hold a file's sheets against the register as it is. Nothing is written.

    `user` is whose rights count; without one, as for the commands of the machine's own administrator, all do, and a
    new record may have the reference of one that was deleted. Of the records that a sheet of child rows names the
    sheet has all rows; `owners` names further ones, that may have none. With `restoring` the sheets are documents of
    the register: numbers of deleted rows come back with them. All that is wrong with the whole file is in the plan's
    `problems`, in the order of the file.
    """
    matched, problems, left_out = match_sheets(sheets, resources)
    directories = Directories()
    if problems:
        return Plan([], problems, left_out, directories)
    reading = read_sheets(matched, directories)
    number_rows(reading, directories, restoring=restoring)
    plans = [plan_sheet(read, owners.get(read.matched.resource, set())) for read in reading]
    refuse_in_several_sheets(plans)
    rules.check(plans, directories, user)
    if user is not None:
        refuse_left_keys(plans, directories)
    count_deleted_citations(plans, directories)
    if not restoring:
        check_cited_rows(plans, directories)
        for plan in plans:
            refuse_long_texts(plan)
    for plan in plans:
        plan.settle()
    problems = [problem for read in reading for index in sorted(read.problems) for problem in read.problems[index]]
    former = uses_of(plans, directories, confirmed=user is None)
    return Plan(plans, problems, left_out, directories, former, restoring)


def read_sheets(matched: Iterable[MatchedSheet], directories: Directories) -> list[ReadSheet]:
    """Read all sheets: what they bring is known before their links are read."""
    reading = [read_sheet(sheet) for sheet in matched]
    records = [read for read in reading if not issubclass(read.matched.resource, RowResource)]
    for read in records:
        if read.matched.sheet.as_new:
            directories[read.matched.resource.model()].as_new |= read.matched.sheet.as_new
    for read in reading:
        read_columns(read, directories, links=False)
    for read in records:
        use_present_keys(read, directories)
        announce(read, directories)
    for read in reading:
        read_columns(read, directories, links=True)
    return reading


def plan_sheet(read: ReadSheet, owners: set[Any]) -> SheetPlan:
    """Put each row of a sheet beside what the register has under its key."""
    resource = read.matched.resource
    if issubclass(resource, RowResource):
        require_keys(read, resource.parent_fields())
    else:
        require_keys(read, ("reference",))
    keys = keys_of(read, resource)
    keep_words(read, keys)
    names = list(read.values)
    refuse_repeated(read, resource, keys)
    plan = SheetPlan(
        read,
        names,
        keys,
        after=list(zip(*read.values.values(), strict=True)),
        before=[None] * len(keys),
        pks=[None] * len(keys),
    )
    gone = put_beside(plan, owners | read.matched.sheet.emptied)
    if issubclass(resource, RowResource):
        plan.removed = list(resource.documents_by_id(gone).items()) if gone else []
    return plan


def put_beside(plan: SheetPlan, owners: set[Any]) -> list[int]:
    """Find the register's values for the plan's rows; return the ids of what the sheet does not have.

    Where they are the same, the register's are not kept a second time.
    """
    places: dict[Key, int] = {}
    for index, key in enumerate(plan.keys):
        if key is not None:
            places.setdefault(key, index)
    wanted = list(dict.fromkeys([*owners, *(plan.resource.owner(key) for key in places)]))
    gone = []
    cut = find_cut_rows(plan)
    for start in in_time(range(0, len(wanted), AT_ONCE), COMPARING, plan.matched.sheet.label, every=1):
        existing = plan.resource.existing(set(wanted[start : start + AT_ONCE]), plan.names)
        for key, (pk, values) in existing.items():
            if key in places:
                index = places[key]
                plan.pks[index] = pk
                if index in cut:
                    restore_cut_texts(plan, index, values)
                plan.before[index] = plan.after[index] if values == plan.after[index] else values
            else:
                gone.append(pk)
    refuse_cut_texts(plan, cut)
    return gone


def keys_of(read: ReadSheet, resource: Resource) -> list[Key | None]:
    """Return each row's key, None where the row does not say which record it is."""
    columns = [read.values[name] for name in resource.key_names()]
    if len(columns) == 1:
        return [value if is_given(value) else None for value in columns[0]]
    return [key if all(map(is_given, key)) else None for key in zip(*columns, strict=True)]


def refuse_repeated(read: ReadSheet, resource: Resource, keys: list[Key | None]) -> None:
    if len(set(keys)) == len(keys):
        return
    name = resource.key_names()[-1]
    column = next(column for column in resource.columns() if column.name == name)
    first: dict[Key, int] = {}
    for index, key in enumerate(keys):
        if key is None or first.setdefault(key, index) == index:
            continue
        if not refuse_same_record(read, resource.key_names(), column, first[key], index):
            message = rules.same_key(read.numbers[first[key]])
            read.refuse(index, message, column, read.values[name][index])


def refuse_in_several_sheets(plans: list[SheetPlan]) -> None:
    """What one sheet says of a record another may not say, too: each has all that the file says of its kind."""
    seen: dict[Resource, dict[Any, str]] = defaultdict(dict)
    for plan in plans:
        earlier, label = seen[plan.resource], plan.matched.sheet.label
        owners = [None if key is None else plan.resource.owner(key) for key in plan.keys]
        for index, owner in enumerate(owners) if earlier else ():
            if owner in earlier:
                plan.read.refuse(index, _("sheet “%(sheet)s” has it, too; leave one out") % {"sheet": earlier[owner]})
        earlier |= dict.fromkeys(filter(None, owners), label)


def number_rows(reading: list[ReadSheet], directories: Directories, *, restoring: bool) -> None:
    """Give child rows their numbers; citations come last, since they follow the rows that they are of."""
    renumbered: Renumbered = {}
    rows = [read for read in reading if issubclass(read.matched.resource, RowResource)]
    for read in sorted(rows, key=lambda read: read.matched.resource is CitationResource):
        if read.matched.resource is CitationResource:
            follow_renumbered(read, renumbered, directories)
        numbering = RowNumbering(read, directories, restoring=restoring)
        numbering.assign()
        renumbered |= numbering.renumbered
