"""Every way of changing what the public reads, each as somebody tries it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from cooperation.exchange.batches.models import ImportBatch
from cooperation.meetings.models import Meeting
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.desk.filling import address, change_address, opened, saved, with_row
from tests.exchange import embassies
from tests.exchange.uploads import bring_in, csv_of, uploaded, workbook_of
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import AreaFactory

CITATIONS = "cooperation-citation-content_type-object_id"
AGENDA: list[Any] = ["Meeting", "Number", "Text (English)"]


class Register:
    """A published meeting with two agenda items and a citation, an area in use, and somebody who tries to change them.

    What was opened is the form as an editor sees it, so that what is sent has all its fields.
    """

    def __init__(self, client: Client, editor: Client) -> None:
        self.client, self.editor = client, editor
        self.area = AreaFactory(reference="training", title_en="Training", title_da="Uddannelse")
        self.meeting = MeetingFactory(reference="talks", title_en="The talks", areas=[self.area])
        self.source = SourceFactory(reference="src")
        for text in ("Opening", "Closing"):
            AgendaItemFactory(meeting=self.meeting, text_en=text)
        CitationFactory(record=self.meeting, source=self.source)
        serbia = PartnerFactory(reference="rs", title_en="Serbia")
        self.course = ActivityFactory(reference="course", title_en="Course")
        ActivityParticipantFactory(activity=self.course, partner=serbia, role="participant")

    @property
    def form(self) -> dict[str, Any]:
        return opened(self.editor, self.meeting)

    def save(self, **fields: Any) -> Any:
        return saved(self.client, self.meeting, self.form | fields)

    def bring_in(self, content: bytes, kind: str = "meeting", name: str = "meetings.csv") -> ImportBatch:
        return bring_in(self.client, uploaded(self.client, content, kind, name))


Way = Callable[[Register], Any]


def title(it: Register) -> None:
    it.save(title_en="Changed")


def reference(it: Register) -> None:
    it.save(reference="changed")


def staff_only_note(it: Register) -> None:
    it.save(internal_note="Changed")


def state(it: Register) -> None:
    it.save(state="draft")


def popup(it: Register) -> None:
    it.client.post(f"{change_address(it.meeting)}?_popup=1", it.form | {"_popup": "1", "title_en": "Changed"})


def row_changed(it: Register) -> None:
    it.save(**{"agenda-0-text_en": "Changed"})


def row_deleted(it: Register) -> None:
    it.save(**{"agenda-0-DELETE": "on"})


def row_added(it: Register) -> None:
    saved(it.client, it.meeting, with_row(it.form, "agenda", text_en="Added"))


def citation_added(it: Register) -> None:
    saved(it.client, it.meeting, with_row(it.form, CITATIONS, source=it.source.pk, field="when", stance="supports"))


def citation_deleted(it: Register) -> None:
    it.save(**{f"{CITATIONS}-0-DELETE": "on"})


def withdraw_action(it: Register) -> None:
    act(it.client, "withdraw_selected", it.meeting)


def delete_action(it: Register) -> None:
    act(it.client, "delete_selected", it.meeting, post="yes")


def delete_page(it: Register) -> None:
    it.client.post(address(Meeting, "delete", it.meeting.pk), {"post": "yes"})


def imported_title(it: Register) -> None:
    it.bring_in(csv_of(["Reference", "Title (English)"], ["talks", "Changed"]))


def imported_state(it: Register) -> None:
    it.bring_in(csv_of(["Reference", "State"], ["talks", "draft"]))


def imported_row_changed(it: Register) -> None:
    it.bring_in(workbook_of(agenda_items=[AGENDA, ["talks", 1, "Changed"], ["talks", 2, "Closing"]]), name="a.xlsx")


def imported_row_added(it: Register) -> None:
    lines: list[list[Any]] = [AGENDA, ["talks", 1, "Opening"], ["talks", 2, "Closing"], ["talks", "", "Added"]]
    it.bring_in(workbook_of(agenda_items=lines), name="a.xlsx")


def imported_row_left_out(it: Register) -> None:
    it.bring_in(workbook_of(agenda_items=[AGENDA, ["talks", 2, "Closing"]]), name="a.xlsx")


def imported_citation(it: Register) -> None:
    lines: list[list[Any]] = [
        ["Kind of record", "Record", "Number", "Source", "Field"],
        ["meeting", "talks", 1, "src", "when"],
    ]
    it.bring_in(workbook_of(citations=lines), name="a.xlsx")


def whole_workbook(it: Register) -> None:
    it.bring_in(workbook_of(meetings=[["Reference", "Title (English)"], ["talks", "Changed"]]), "", "register.xlsx")


def parked(it: Register) -> None:
    """The good rows go in, none of the others."""
    batch = uploaded(it.client, csv_of(["Reference", "Title (English)"], ["talks", "Changed"]), "meeting")
    it.client.post(reverse("admin:cooperation_importbatch_choose", args=[batch.pk]), {"park": "yes"})
    bring_in(it.client, batch)


def previewed_by_an_editor(it: Register) -> None:
    batch = uploaded(it.editor, csv_of(["Reference", "Title (English)"], ["talks", "Changed"]), "meeting")
    bring_in(it.client, batch)


def returned_cell(it: Register) -> None:
    book = embassies.opened(embassies.send(it.editor))
    embassies.write(book, "activities", 2, embassies.TITLE, "Changed")
    bring_in(it.client, embassies.returned(it.client, book))


def returned_without_its_rows(it: Register) -> None:
    book = embassies.opened(embassies.send(it.editor))
    book["activity_participants"].delete_rows(2)
    bring_in(it.client, embassies.returned(it.client, book))


def term_changed(it: Register) -> None:
    data = opened(it.editor, it.area) | {"title_en": "Changed"}
    saved(it.client, it.area, data)


def term_retired(it: Register) -> None:
    data = opened(it.editor, it.area) | {"retired": "on"}
    saved(it.client, it.area, data)


def imported_term(it: Register) -> None:
    it.bring_in(csv_of(["Reference", "Title (English)"], ["training", "Changed"]), "area", "areas.csv")


WAYS: list[Way] = [
    title,
    reference,
    staff_only_note,
    state,
    popup,
    row_changed,
    row_deleted,
    row_added,
    citation_added,
    citation_deleted,
    withdraw_action,
    delete_action,
    delete_page,
    imported_title,
    imported_state,
    imported_row_changed,
    imported_row_added,
    imported_row_left_out,
    imported_citation,
    whole_workbook,
    parked,
    previewed_by_an_editor,
    returned_cell,
    returned_without_its_rows,
    term_changed,
    term_retired,
    imported_term,
]


def act(client: Client, action: str, record: Meeting, **more: str) -> None:
    chosen = {"action": action, "_selected_action": [str(record.pk)], **more}
    client.post(address(Meeting, "changelist"), chosen)


def public_pages(it: Register) -> list[bytes]:
    """What anybody reads, in both languages and as data."""
    paths = [one.get_absolute_url() for one in (it.meeting, it.course)]
    paths += [path.replace("/en/", "/da/") for path in paths] + ["/en/meetings/", "/en/meetings.json", "/en/"]
    return [Client().get(path).content for path in paths]
