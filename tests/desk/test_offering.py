"""Terms in forms: what is offered, what is kept, what is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from tests.desk.filling import address, change_address, errors_on, opened, saved
from tests.meetings.factories import MeetingFactory
from tests.vocabulary.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def areas_offered(page: Any) -> list[str]:
    return [label for _value, label in page.context["adminform"].form.fields["areas"].choices]


def places_found(client: Client, term: str) -> list[str]:
    query = {"app_label": "cooperation", "model_name": "meeting", "field_name": "place", "term": term}
    return [found["text"] for found in client.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_a_new_record_is_offered_areas_in_use_only(officer: Client) -> None:
    AreaFactory(title_en="Logistics")
    AreaFactory(title_en="Given up", retired=True)
    assert areas_offered(officer.get(address(Meeting, "add"))) == ["Logistics"]


def test_a_record_keeps_the_retired_area_it_has(officer: Client) -> None:
    kept, other = AreaFactory(title_en="Given up", retired=True), AreaFactory(title_en="Never had", retired=True)
    meeting = MeetingFactory(state=State.DRAFT, areas=[kept])
    assert areas_offered(officer.get(change_address(meeting))) == ["Given up (retired)"]
    assert saved(officer, meeting, opened(officer, meeting)).status_code == 302
    assert list(meeting.areas.all()) == [kept]
    page = saved(officer, meeting, opened(officer, meeting) | {"areas": [str(other.pk)]})
    assert errors_on(page) == {"areas": ["Choose a term that is offered: a retired one is not given anew."]}


def test_a_retired_place_is_not_found_by_typing(officer: Client) -> None:
    PlaceFactory(reference="cph", title_en="Copenhagen")
    PlaceFactory(reference="copperfield", title_en="Copperfield", retired=True)
    assert places_found(officer, "cop") == ["Copenhagen · cph"]


def test_a_place_is_found_however_its_letters_are_written(officer: Client) -> None:
    PlaceFactory(reference="aar", title_en="Aarhus", title_da="Århus")
    PlaceFactory(reference="kru", title_en="Kruševac", title_da="Kruševac")
    assert places_found(officer, "ÅRHUS") == ["Aarhus · aar"]
    assert places_found(officer, "krusevac") == ["Kruševac · kru"]


def test_a_retired_place_is_refused_to_a_record_that_has_it_not(officer: Client) -> None:
    retired = PlaceFactory(retired=True)
    meeting = MeetingFactory(state=State.DRAFT)
    page = saved(officer, meeting, opened(officer, meeting) | {"place": str(retired.pk)})
    assert errors_on(page) == {"place": ["Choose a term that is offered: a retired one is not given anew."]}


def test_a_record_keeps_the_retired_place_it_has(officer: Client) -> None:
    retired = PlaceFactory(retired=True)
    meeting = MeetingFactory(state=State.DRAFT, place=retired)
    assert saved(officer, meeting, opened(officer, meeting)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.place == retired


def test_the_list_of_terms_shows_retired_ones_and_searches_in_both_languages(officer: Client) -> None:
    AreaFactory(reference="sar", title_en="Search and rescue", title_da="Eftersøgning og redning", retired=True)
    AreaFactory(reference="log", title_en="Logistics", title_da="Logistik")
    listed = officer.get(reverse("admin:cooperation_area_changelist"), {"q": "eftersogning"})
    assert [area.reference for area in listed.context["cl"].result_list] == ["sar"]
