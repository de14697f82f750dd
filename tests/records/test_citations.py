import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from cooperation.meetings.models import Meeting
from cooperation.programmes.models import Programme
from cooperation.records.citations import names_a_field
from tests.meetings.factories import MeetingFactory
from tests.records.factories import CitationFactory


@pytest.mark.parametrize(
    ("model", "name", "is_field"),
    [
        (Programme, "period", True),
        (Programme, "title_en", True),
        (Programme, "established_by", True),
        (Programme, "partners", True),
        (Programme, "partners.2", True),
        (Meeting, "participants.1", True),
        (Programme, "period.2", False),
        (Programme, "partners.two", False),
        (Programme, "partners.", False),
        (Programme, "no such field", False),
        (Programme, "activities.1", True),
        (None, "period", False),
    ],
)
def test_names_a_field(model: type[models.Model] | None, name: str, is_field: bool) -> None:
    assert names_a_field(model, name) is is_field


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["", "when", "participants.1"])
def test_a_citation_of_a_field_is_accepted(field: str) -> None:
    CitationFactory(record=MeetingFactory(), field=field).full_clean()


@pytest.mark.django_db
def test_a_citation_of_no_field_is_refused_in_words() -> None:
    citation = CitationFactory(record=MeetingFactory(), field="whenever")
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        citation.full_clean()
    assert refused.value.message_dict == {"field": ["“whenever” is no field of this kind of record."]}


@pytest.mark.django_db
def test_citations_are_numbered_within_their_record() -> None:
    meeting, other = MeetingFactory(), MeetingFactory()
    numbers = [CitationFactory(record=record).number for record in (meeting, meeting, other, meeting)]
    assert numbers == [1, 2, 1, 3]
    assert [citation.number for citation in meeting.citations.all()] == [1, 2, 3]
