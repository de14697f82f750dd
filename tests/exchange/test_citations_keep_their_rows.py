"""Whatever is edited, deleted, imported, returned and undone: no citation is ever of a row it was not made for.

Each item has a name of its own that nothing changes, and each citation of an item has that name as its note.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.undoing import undo
from cooperation.models import Action, Activity, ActivityItem, Citation
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.models import Revision
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory
from tests.desk.filling import opened as opened_form
from tests.desk.filling import saved as saved_form
from tests.desk.filling import with_row
from tests.exchange.embassies import add_row, opened, returned, send
from tests.exchange.uploads import bring_in
from tests.partners.factories import PartnerFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

STEPS = 250  # by each of four
ITEMS = ["activity", "number", "what_en", "category", "quantity"]
CITATIONS = ["content_type", "object_id", "number", "field", "source", "note_en"]
INLINE = "cooperation-citation-content_type-object_id"
Line = list[Any]


class Register:
    """Three activities that somebody works on in every way there is; `done` counts what was done."""

    def __init__(self, chance: random.Random, client: Client) -> None:
        self.chance, self.client = chance, client
        self.activities = [ActivityFactory(reference=f"gift-{number}") for number in range(3)]
        self.source = SourceFactory(reference="src")
        partner = PartnerFactory(reference="rs", title_en="Serbia")
        for activity in self.activities:
            activity.participants.create(partner=partner, role="recipient")
        self.names = 0
        self.kept: list[tuple[list[Line], list[Line]]] = []
        self.books: list[Any] = []
        self.actions: list[Action] = []
        self.done: dict[str, int] = {}

    # What is there

    def new_name(self) -> str:
        self.names += 1
        return f"Thing {self.names}"

    def activity(self) -> Activity:
        return self.chance.choice(self.activities)

    def item(self) -> ActivityItem | None:
        return self.chance.choice([*ActivityItem.objects.all(), None])

    def sheets(self) -> tuple[list[Line], list[Line]]:
        items = ActivityItem.objects.order_by("activity", "number")
        rows = [
            [one.activity.reference, one.number, one.what_en, one.category, str(one.quantity or "")] for one in items
        ]
        cited: Any = Citation.objects.order_by("object_id", "number").select_related("source")
        lines = [["activity", c.record.reference, c.number, c.field, c.source.reference, c.note_en] for c in cited]
        return rows, lines

    def check(self) -> None:
        names = {(item.activity_id, item.citation_field): item.what_en for item in ActivityItem.objects.all()}
        cited = Citation.objects.values_list("object_id", "field", "note_en")
        assert [line for line in cited if names.get(line[:2]) != line[2]] == []

    # What is done

    def step(self) -> None:
        ways: list[Callable[[], bool]] = [
            self.add, self.add, self.cite, self.cite, self.delete, self.edit, self.keep_sheets, self.import_sheets,
            self.import_sheets, self.import_without_numbers, self.undo,
        ]  # fmt: skip
        if self.chance.random() < 0.04:
            ways = [self.use_form, self.use_form, self.send_workbook, self.return_workbook, self.return_workbook]
        way = self.chance.choice(ways)
        self.done[way.__name__] = self.done.get(way.__name__, 0) + bool(way())

    def write(self, activity: Activity, change: Callable[[], Any]) -> bool:
        """Write as a form does, with its revisions."""
        recorder = Recorder(Action.Kind.FORM)
        recorder.before(Activity, [activity.pk])
        change()
        Activity.objects.get(pk=activity.pk).save()
        recorder.after(Activity, [activity.pk], Revision.Change.CHANGED)
        return True

    def add(self) -> bool:
        activity = self.activity()
        new = ActivityItem(activity=activity, what_en=self.new_name(), category="equipment")
        return self.write(activity, new.save)

    def cite(self) -> bool:
        if not (item := self.item()):
            return False
        new = Citation(record=item.activity, field=item.citation_field, source=self.source, note_en=item.what_en)
        return self.write(item.activity, new.save)

    def delete(self) -> bool:
        return bool((item := self.item()) and self.write(item.activity, item.delete))

    def edit(self) -> bool:
        if not (item := self.item()):
            return False
        item.quantity = str(self.chance.randint(1, 99))
        return self.write(item.activity, item.save)

    def keep_sheets(self) -> bool:
        """Somebody downloads the sheets, and uploads them much later."""
        self.kept.append(self.sheets())
        return True

    def import_sheets(self) -> bool:
        items, citations = self.chance.choice([self.sheets(), *self.kept[-4:]])
        items = [list(line) for line in items if self.chance.random() < 0.9]
        for line in items:
            line[4] = str(self.chance.randint(1, 99)) if self.chance.random() < 0.2 else line[4]
        citations = [line for line in citations if self.chance.random() < 0.95]
        for _new in range(self.chance.randint(0, 2)):
            activity, name = self.activity().reference, self.new_name()
            number = self.chance.choice(["", "", self.chance.randint(1, 40)])
            if any(line[:2] == [activity, number] for line in items):
                continue
            items.append([activity, number, name, "equipment", ""])
            if number:
                citations.append(["activity", activity, "", f"items.{number}", "src", name])
        return self.bring_in(items, citations if self.chance.random() < 0.7 else None)

    def import_without_numbers(self) -> bool:
        items, __ = self.sheets()
        items = [line for line in items if self.chance.random() < 0.9]
        if self.chance.random() < 0.5:
            items.append([self.activity().reference, "", self.new_name(), "equipment", ""])
        self.chance.shuffle(items)
        return self.bring_in([[line[0], *line[2:]] for line in items], None, [ITEMS[0], *ITEMS[2:]])

    def bring_in(self, items: list[Line], citations: list[Line] | None, header: list[str] = ITEMS) -> bool:
        sheets = [sheet("activity_items", header, items)]
        if citations is not None:
            sheets.append(sheet("citations", CITATIONS, citations))
        plan = make_plan(sheets, with_rows(RESOURCES))
        if plan.problems:
            return False
        recorder = Recorder(Action.Kind.IMPORT)
        carry_out(plan, recorder)
        if not recorder.action._state.adding:
            self.actions.append(recorder.action)
        return True

    def undo(self) -> bool:
        return bool(self.actions and undo(self.actions.pop(self.chance.choice([0, -1]))).put_back)

    def use_form(self) -> bool:
        """Delete one row and add another, with a citation of the new one, in one save of the form."""
        activity = self.activity()
        data, name = opened_form(self.client, activity), self.new_name()
        if activity.items.exists():
            data["items-0-DELETE"] = "on"
        data = with_row(data, "items", what_en=name, category="equipment")
        following = ActivityItem(activity=activity).find_highest() + 1
        cited = {"source": self.source.pk, "field": f"items.{following}", "stance": "supports", "note_en": name}
        return bool(saved_form(self.client, activity, with_row(data, INLINE, **cited)).status_code == 302)

    def send_workbook(self) -> bool:
        self.books.append(opened(send(self.client)))
        return True

    def return_workbook(self) -> bool:
        """The embassy adds a row and a citation of it, with the next numbers in its workbook."""
        if not self.books:
            return False
        book, activity = self.chance.choice(self.books), self.activity().reference
        if "activity_items" not in book.sheetnames or "citations" not in book.sheetnames:
            return False
        lines = list(book["activity_items"].iter_rows(min_row=2, values_only=True))
        number = max([line[1] or 0 for line in lines if line[0] == activity], default=0) + 1
        name = self.new_name()
        add_row(
            book, "activity_items", Activity=activity, Number=number, **{"What_(English)": name}, Category="equipment"
        )
        add_row(
            book,
            "citations",
            Kind_of_record="activity",
            Record=activity,
            Field=f"items.{number}",
            Source="src",
            **{"Note_(English)": name},
        )
        batch = returned(self.client, book)
        if not batch.fingerprint:
            return False
        bring_in(self.client, batch)
        return True


def sheet(name: str, header: list[str], lines: list[Line]) -> Sheet:
    return Sheet(name, f"{name}.csv", header, list(enumerate(map(list, lines), start=2)))


@pytest.mark.parametrize("seed", range(4))
def test_no_citation_is_of_a_row_it_was_not_made_for(editor: Client, seed: int) -> None:
    register = Register(random.Random(seed), editor)  # noqa: S311 -- the same on every machine
    for _step in range(STEPS):
        register.step()
        register.check()

    done = {name for name, count in register.done.items() if count}
    assert done >= {"add", "cite", "delete", "edit", "import_sheets", "import_without_numbers", "undo", "use_form"}
    assert done >= {"send_workbook", "return_workbook"}
    assert sum(register.done.values()) > STEPS / 2
