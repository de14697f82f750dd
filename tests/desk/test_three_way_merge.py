"""Two officers have the same record open: what each alone changed is kept, and what both changed is asked."""

import pytest
from django.test import Client

from cooperation.meetings.models import Meeting
from cooperation.models import Area
from cooperation.records.models import State
from tests.desk.filling import address, change_address, errors_on, opened, saved, shown, with_row
from tests.desk.merging import again, agenda, conflicts, meeting, mette, told
from tests.exchange.uploads import bring_in, csv_of, uploaded, words
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db
__all__ = ["meeting", "mette"]


# Different fields


def test_fields_that_only_one_of_them_changed_are_kept_from_that_one(
    editor: Client, mette: Client, meeting: Meeting
) -> None:
    place, area, partner = PlaceFactory(), AreaFactory(), PartnerFactory()
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    changed = {"summary_en": "Anew", "when": "2024-11", "place": str(place.pk), "areas": [str(area.pk)]}
    assert saved(mette, meeting, theirs | changed | {"agenda-0-text_en": "First"}).status_code == 302
    own = {"title_en": "Mine", "host": str(partner.pk), "agenda-1-text_en": "Second"}
    answer = saved(editor, meeting, mine | own)
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.summary_en, str(meeting.when)) == ("Mine", "Anew", "November 2024")
    assert (meeting.place, meeting.host, list(meeting.areas.all())) == (place, partner, [area])
    assert agenda(meeting) == [(1, "First"), (2, "Second"), (3, "Three")]
    kept = "Summary (English), When, Place, Areas, Agenda item 1: Text (English)"
    [first, second] = told(answer)
    assert first.startswith("Mette Holm changed this record while you were writing (")
    assert set(first.split("Also kept: ")[1].rstrip(".").split(", ")) == set(kept.split(", "))
    assert "was changed successfully" in second


def test_who_changed_nothing_undoes_nothing(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, opened(mette, meeting) | {"title_en": "Theirs", "third_party": "on"})
    assert saved(editor, meeting, mine).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.third_party) == ("Theirs", True)


def test_a_tick_that_one_took_away_stays_away(editor: Client, mette: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT, third_party=True)
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    theirs.pop("third_party")
    saved(mette, meeting, theirs)
    assert saved(editor, meeting, mine | {"title_en": "Mine"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.third_party) == ("Mine", False)


def test_both_may_make_the_same_change(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    for client, data in ((mette, theirs), (editor, mine)):
        assert saved(client, meeting, data | {"title_en": "The same"}).status_code == 302


def test_a_rename_and_an_edit(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, opened(mette, meeting) | {"reference": "renamed"})
    assert saved(editor, meeting, mine | {"title_en": "Mine"}).status_code == 302
    assert list(Meeting.objects.values_list("reference", "title_en")) == [("renamed", "Mine")]


def test_a_publication_and_an_edit(editor: Client, administrator: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    chosen = {"action": "publish_selected", "_selected_action": [str(meeting.pk)]}
    administrator.post(address(Meeting, "changelist"), chosen)
    answer = saved(editor, meeting, mine | {"title_en": "Mine"})
    assert told(answer)[0].endswith("Also kept: State.")
    assert list(Meeting.objects.values_list("state", "title_en")) == [("published", "Mine")]


def test_an_import_and_an_edit(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    bring_in(mette, uploaded(mette, csv_of(["Reference", "When"], ["talks", "2015"]), "meeting", "meetings.csv"))
    assert saved(editor, meeting, mine | {"title_en": "Mine"}).status_code == 302
    assert [(one.title_en, str(one.when)) for one in Meeting.objects.all()] == [("Mine", "2015")]


# The same field


def test_both_values_are_shown_and_the_second_save_counts(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    saved(mette, meeting, theirs | {"title_en": "Theirs", "when": "2015", "agenda-0-text_en": "First"})
    page = saved(editor, meeting, mine | {"title_en": "Mine", "summary_en": "My text", "agenda-0-text_en": "My first"})
    assert conflicts(page) == [
        ("Title (English)", "Theirs", "Mine"),
        ("Agenda item 1: Text (English)", "First", "My first"),
    ]
    text = words(page)
    assert "Changed by both of you Title (English) Saved Theirs Yours Mine" in text
    assert "Changed only by others, and filled in below: When." in text
    assert [shown(page)[name] for name in ("title_en", "summary_en", "when")] == ["Mine", "My text", "2015"]
    assert list(Meeting.objects.values_list("title_en", "revision")) == [("Theirs", 2)]
    assert again(page, editor, meeting).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.summary_en, str(meeting.when)) == ("Mine", "My text", "2015")
    assert agenda(meeting)[0] == (1, "My first")


def test_the_saved_version_may_be_taken(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    saved(mette, meeting, theirs | {"title_en": "Theirs", "agenda-0-text_en": "First"})
    page = saved(editor, meeting, mine | {"title_en": "Mine", "summary_en": "My text", "agenda-0-text_en": "My first"})
    names = [one.name for one in page.context["adminform"].form.merge.conflicts]
    assert again(page, editor, meeting, use_saved=names).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.summary_en, agenda(meeting)[0]) == ("Theirs", "My text", (1, "First"))


def test_a_link_and_a_choice_are_shown_by_their_names(editor: Client, mette: Client, meeting: Meeting) -> None:
    oslo, riga = PlaceFactory(title_en="Oslo"), PlaceFactory(title_en="Riga")
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    saved(mette, meeting, theirs | {"place": str(oslo.pk), "status": "cancelled"})
    page = saved(editor, meeting, mine | {"place": str(riga.pk), "status": "announced"})
    assert conflicts(page) == [("Status", "cancelled", "announced"), ("Place", "Oslo", "Riga")]


def test_what_cannot_be_read_is_the_officers_own(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, opened(mette, meeting) | {"title_en": "Theirs"})
    page = saved(editor, meeting, mine | {"when": "2024-02-30"})
    assert list(errors_on(page)) == ["when"]
    assert [shown(page)[name] for name in ("title_en", "when")] == ["Theirs", "2024-02-30"]
    assert again(page, editor, meeting, when="2024-02-28").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, str(meeting.when)) == ("Theirs", "28 February 2024")


def test_whoever_is_third_is_asked_again(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, opened(mette, meeting) | {"title_en": "Theirs"})
    page = saved(editor, meeting, mine | {"title_en": "Mine"})
    saved(mette, meeting, opened(mette, meeting) | {"title_en": "Theirs again"})
    page = again(page, editor, meeting)
    assert conflicts(page) == [("Title (English)", "Theirs again", "Mine")]
    assert again(page, editor, meeting).status_code == 302
    assert Meeting.objects.get().title_en == "Mine"


# The record itself


def test_what_was_typed_is_shown_when_the_record_was_deleted(editor: Client, administrator: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT, title_en="The talks")
    place = PlaceFactory(title_en="Oslo")
    AgendaItemFactory(meeting=meeting, text_en="One")
    mine = opened(editor, meeting) | {"summary_en": "My long text", "place": str(place.pk)}
    mine |= {"agenda-0-text_en": "My item"}
    administrator.post(address(Meeting, "delete", meeting.pk), {"post": "yes"})
    answer = saved(editor, meeting, with_row(mine, "agenda", text_en="My new item"))
    text = words(answer)
    assert answer.status_code == 200
    assert "administrator deleted this record while you were writing" in text
    for typed in ("The talks", "My long text", "Oslo", "My item", "My new item"):
        assert typed in text
    assert not Meeting.objects.exists()


def test_whoever_may_change_nothing_learns_nothing_of_deleted_records(reader: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    url = change_address(meeting)
    meeting.delete()
    assert reader.post(url, {"title_en": "Mine"}).status_code in (302, 403)


# Terms


def test_terms_are_merged_too(editor: Client, administrator: Client) -> None:
    area = AreaFactory(reference="a", title_en="Before", title_da="Før")
    mine, theirs = opened(editor, area), opened(administrator, area)
    saved(administrator, area, theirs | {"title_da": "Deres", "retired": "on"})
    answer = saved(editor, area, mine | {"title_en": "Mine"})
    assert told(answer)[0].endswith("Also kept: Title (Danish), Retired.")
    assert list(Area.objects.values_list("title_en", "title_da", "retired")) == [("Mine", "Deres", True)]


def test_of_a_term_both_changed_the_second_is_asked(editor: Client, administrator: Client) -> None:
    area = AreaFactory(title_en="Before")
    mine, theirs = opened(editor, area), opened(administrator, area)
    saved(administrator, area, theirs | {"title_en": "Theirs"})
    page = saved(editor, area, mine | {"title_en": "Mine"})
    assert [(one.label, one.theirs, one.mine) for one in page.context["adminform"].form.merge.conflicts] == [
        ("Title (English)", "Theirs", "Mine")
    ]
    assert saved(editor, area, shown(page)).status_code == 302
    assert Area.objects.get().title_en == "Mine"


def test_a_term_changed_by_an_import_is_merged(editor: Client) -> None:
    area = AreaFactory(reference="a", title_en="Before", title_da="Før")
    mine = opened(editor, area)
    content = csv_of(["Reference", "Title (Danish)"], ["a", "Deres"])
    bring_in(editor, uploaded(editor, content, "area", "areas.csv"))
    assert saved(editor, area, mine | {"title_en": "Mine"}).status_code == 302
    assert list(Area.objects.values_list("title_en", "title_da")) == [("Mine", "Deres")]
