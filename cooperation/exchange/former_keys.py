"""Former references as keys of a file's rows: whose rows they are, and which ones new records may not take unasked."""

from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cooperation.exchange.cells import REFUSED, ReadSheet, Renamed, is_given
from cooperation.exchange.former_uses import FormerUse, uses_in
from cooperation.exchange.lots import Lot
from cooperation.exchange.planned import SheetPlan
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.former import Left, keep_former
from cooperation.records.models import is_known
from cooperation.records.resources import RowResource

KEY = "reference"


def use_present_keys(read: ReadSheet, directories: Directories) -> None:
    """Put the present references in place of former ones that rows of records have as their keys."""
    keys, resource = read.values.get(KEY, []), read.matched.resource
    if issubclass(resource, RowResource) or not keys:
        return
    directory, column = directories[resource.model()], key_column(read)
    for index, key in enumerate(keys):
        if not is_given(key) or (key in directory.keys and not directory.moment):
            continue
        try:
            present = directory.present(key)
        except ValidationError as error:
            read.refuse(index, error.messages[0], column, key)
            read.renamed.append(Renamed(index, column, key, ""))
            keys[index] = REFUSED
            continue
        if present:
            keys[index] = present
            read.renamed.append(Renamed(index, column, key, present))


def key_column(read: ReadSheet) -> Column:
    return next(column for column in read.matched.columns.values() if column.name == KEY)


def refuse_left_keys(plans: Iterable[SheetPlan], directories: Directories) -> None:
    """Refuse new records under references that the public knew others by, unless somebody has confirmed them."""
    for plan in plans:
        for index, left in left_keys(plan, directories):
            key = plan.keys[index]
            if key not in plan.matched.sheet.as_new:
                plan.read.refuse(index, left.question, key_column(plan.read), key)


def left_keys(plan: SheetPlan, directories: Directories) -> Iterator[tuple[int, Left]]:
    """Give the places of new records whose keys the public knew other records by, and who was the last of these."""
    new = [index for index, key in enumerate(plan.keys) if key is not None and plan.before[index] is None]
    leavers = directories[plan.resource.model()].leavers if new and not plan.row_resource else {}
    for index in new if leavers else ():
        public = [left for left in leavers.get(str(plan.keys[index]), ()) if left.was_public]
        if public:
            yield index, public[-1]


def uses_of(plans: Iterable[SheetPlan], directories: Directories, *, confirmed: bool) -> list[FormerUse]:
    """Return a plan's former references, those that new records take or would take included.

    `confirmed` says that new records may take any.
    """
    found: list[FormerUse] = []
    for plan in plans:
        found += uses_in(plan.read)
        for index, __ in left_keys(plan, directories):
            key = str(plan.keys[index])
            as_new = confirmed or key in plan.matched.sheet.as_new
            found.append(FormerUse(plan.read, key_column(plan.read), key, "", True, as_new, [index]))
    return found


def refuse_same_record(read: ReadSheet, names: Sequence[str], column: Column, one: int, other: int) -> bool:
    """Refuse two rows with one key where they write it differently, as present and former; say whether they do."""
    former = {(use.index, use.column.name): use for use in read.renamed if use.column.name in names}
    for name in names:
        first, second = former.get((one, name)), former.get((other, name))
        use = first or second
        if use is None or (first and second and first.former == second.former):
            continue
        for place, elsewhere in ((one, other), (other, one)):
            message = _("row %(row)s is the same record: “%(former)s” is a former reference of “%(present)s”") % {
                "row": read.numbers[elsewhere],
                "former": use.former,
                "present": use.present,
            }
            written = former[place, name].former if (place, name) in former else read.values[name][place]
            read.refuse(place, message, column, written)
        return True
    return False


def keep_unpublished(model: type[models.Model], lot: Lot) -> None:
    """Keep the references that the public knew records by, where a file takes these back to draft."""
    states = zip(lot.ids, lot.keys, lot.before.get("state", ()), lot.after.get("state", ()), strict=False)
    left = {pk: str(key) for pk, key, before, after in states if is_known(before) and not is_known(after)}
    if left:
        keep_former(model, left, was_public=True)
