"""The history of a record's public changes: what and when, in words, and nothing that the public may not know."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cooperation.records.models import Record, State
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.house.kinds import RECORDS, kind_id
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, main, page, text, words
from tests.public.world import make
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)


def kept(record: Record, day: int, made: Revision.Change = Revision.Change.CHANGED, **fields: Any) -> None:
    """Change the record as the desk would, on a day of March 2026."""
    for name, value in fields.items():
        setattr(record, name, value)
    if made != Revision.Change.NEW:
        record.save()
    recorder = Recorder(Action.Kind.FORM, User.objects.get_or_create(username="officer-jensen")[0])
    recorder.action.at = datetime(2026, 3, day, 12, tzinfo=UTC)
    recorder.after(type(record), [record.pk], made)


def new(record: Any, day: int = 1) -> Any:
    kept(record, day, Revision.Change.NEW)
    return record


def address(record: Record) -> str:
    return f"{record.get_absolute_url()}history/"


def told(client: Client, record: Record) -> str:
    """What the page says between its introduction and its last line."""
    said = text(client, address(record))
    return said.partition("and when. ")[2].partition(" Of figures")[0]


@every_kind
def test_every_kind_has_a_history_that_its_page_leads_to(stranger: Client, kind: type[Record]) -> None:
    record = new(make(kind))
    assert f'<a href="{address(record)}">History of changes</a>' in page(stranger, record.get_absolute_url())
    assert told(stranger, record) == "1 March 2026 Published."


def test_changes_are_told_newest_first_in_words(stranger: Client) -> None:
    meeting = new(MeetingFactory(title_en="The talks", when="2024", status="announced"))
    kept(meeting, 2, when="2024-11-21", status="held")
    kept(meeting, 4, summary_en="A new summary.", when=None)
    assert told(stranger, meeting) == (
        "4 March 2026 When: taken out Summary (English): added "
        "2 March 2026 Status: held instead of announced When: 21 November 2024 instead of 2024 "
        "1 March 2026 Published."
    )
    danish = text(stranger, address(meeting).replace("/en/", "/da/"))
    assert "Status: afholdt i stedet for bebudet" in danish
    assert "21. november 2024 i stedet for 2024" in danish


def test_rows_and_sources_are_counted(stranger: Client) -> None:
    meeting = new(MeetingFactory())
    first = MeetingParticipantFactory(meeting=meeting, role="member")
    MeetingParticipantFactory(meeting=meeting)
    CitationFactory(record=meeting, field="participants.1", source=SourceFactory())
    kept(meeting, 2)
    first.role = "guest"
    first.save()
    meeting.participants.get(number=2).delete()
    kept(meeting, 3)
    assert told(stranger, meeting) == (
        "3 March 2026 Participants: 1 changed, 1 taken out "
        "2 March 2026 Participants: 2 added Citations: 1 added 1 March 2026 Published."
    )


def test_texts_that_were_taken_out_do_not_live_on(stranger: Client) -> None:
    meeting = new(MeetingFactory(title_en="Talks with Jens Jensen", summary_en="Jens Jensen was there."))
    kept(meeting, 2, title_en="Talks", summary_en="An officer was there.")
    assert "Title (English): changed Summary (English): changed" in told(stranger, meeting)
    assert "Jensen" not in page(stranger, address(meeting))


def test_what_is_withheld_now_is_not_told_by_what_stood_before(stranger: Client) -> None:
    activity = new(ActivityFactory(when="2031-05-04"))
    kept(activity, 2, when="2031-05-05")
    kept(activity, 3, when="withheld")
    said = told(stranger, activity)
    assert said == "3 March 2026 When: changed 2 March 2026 When: changed 1 March 2026 Published."
    assert "2031" not in main(page(stranger, address(activity)))


def test_days_before_the_public_leave_no_trace(stranger: Client) -> None:
    meeting = new(MeetingFactory(state=State.DRAFT, summary_en="A secret"))
    kept(meeting, 2, summary_en="Half a secret", state=State.IN_REVIEW)
    kept(meeting, 3, summary_en="Known", state=State.PUBLISHED)
    kept(meeting, 4, state=State.WITHDRAWN)
    kept(meeting, 5, status="cancelled")
    kept(meeting, 6, status="held", when="2024", state=State.PUBLISHED)
    assert told(stranger, meeting) == ("6 March 2026 Published again. When: added, 2024 3 March 2026 Published.")


def test_staff_fields_officers_and_other_peoples_drafts_leave_no_trace(stranger: Client) -> None:
    hidden = PartnerFactory(state=State.DRAFT, reference="xyzzy", title_en="Xyzzy")
    source = SourceFactory(state=State.DRAFT, reference="xyzzy-source", title_en="Xyzzy source")
    meeting = new(MeetingFactory())
    kept(meeting, 2, owner="Xyzzy", journal_number="Xyzzy 1", internal_note="Xyzzy")
    kept(meeting, 3, host=hidden)
    MeetingParticipantFactory(meeting=meeting, partner=hidden)
    CitationFactory(record=meeting, source=source)
    CitationFactory(record=meeting, field="participants.1", source=SourceFactory())
    CitationFactory(record=meeting, field="internal_note", source=SourceFactory())
    kept(meeting, 4)
    assert told(stranger, meeting) == "1 March 2026 Published."
    shown = page(stranger, address(meeting))
    assert [word for word in ("xyzzy", "Xyzzy", "officer-jensen") if word in shown] == []
    for draft in (hidden, source):
        draft.state = State.PUBLISHED
        draft.save()
    assert told(stranger, meeting) == (
        "4 March 2026 Participants: 1 added Citations: 2 added 3 March 2026 Host: added 1 March 2026 Published."
    )


def test_what_is_not_published_has_no_history(stranger: Client) -> None:
    meeting = new(MeetingFactory(state=State.DRAFT))
    assert stranger.get(address(meeting)).status_code == 404
    kept(meeting, 2, state=State.PUBLISHED)
    kept(meeting, 3, state=State.WITHDRAWN)
    assert stranger.get(address(meeting)).status_code == 410


def test_a_record_without_kept_changes_says_so(stranger: Client) -> None:
    assert "No change has been kept" in text(stranger, address(MeetingFactory()))


@pytest.mark.parametrize("count", [1, 12])
def test_the_history_costs_the_same_however_long_it_is(stranger: Client, count: int) -> None:
    meeting = new(MeetingFactory(host=PartnerFactory()))
    for number in range(count):
        MeetingParticipantFactory(meeting=meeting)
        kept(meeting, number + 2, when=str(2000 + number))
    assert cost(stranger, address(meeting), ["Participants: 1 added"]) == 5


def test_the_page_says_how_to_cite_it(stranger: Client) -> None:
    activity = ActivityFactory(reference="floods", title_en="Floods", title_da="Oversvømmelser")
    ActivityParticipantFactory(activity=activity)
    activity.save()
    shown = words(page(stranger, activity.get_absolute_url()))
    assert "“Floods”. Cooperation register, revision 2 of " in shown
    assert "http://testserver/en/activities/floods/ (accessed " in shown
    danish = words(page(stranger, "/da/activities/floods/"))
    assert "»Oversvømmelser«. Samarbejdsregistret, revision 2 af " in danish
