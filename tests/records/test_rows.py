import pytest

from cooperation.commitments.models import EVIDENCE, Progress
from cooperation.meetings.models import MeetingParticipant
from tests.house.kinds import MODELS
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory

HEAD = MeetingParticipant.Role.HEAD_OF_DELEGATION


@pytest.mark.django_db
def test_rows_get_the_next_number_of_their_record() -> None:
    meeting = MeetingFactory()
    MeetingParticipantFactory(meeting=meeting, number=7)
    MeetingParticipantFactory()
    assert MeetingParticipantFactory(meeting=meeting).number == 8
    assert MeetingParticipantFactory().number == 1


@pytest.mark.django_db
def test_rows_come_in_the_order_of_their_numbers() -> None:
    meeting = MeetingFactory()
    last = MeetingParticipantFactory(meeting=meeting, number=9)
    first = MeetingParticipantFactory(meeting=meeting, number=2)
    assert list(meeting.participants.all()) == [first, last]
    assert last.parent == meeting


@pytest.mark.django_db
def test_a_delegation_has_one_head() -> None:
    one, other = PartnerFactory(), PartnerFactory()
    partners = [one, other, one, one]
    roles = [HEAD, HEAD, MeetingParticipant.Role.MEMBER, HEAD]
    rows = [MeetingParticipant(partner=partner, role=role) for partner, role in zip(partners, roles, strict=True)]
    wrong = MeetingParticipant.check_together(rows)
    assert {index: list(fields) for index, fields in wrong.items()} == {3: ["role"]}


@pytest.mark.parametrize("status", Progress.Status)
@pytest.mark.parametrize("evidence", [None, *EVIDENCE])
def test_complete_needs_evidence(status: Progress.Status, evidence: str | None) -> None:
    links = {name: (["a-reference"] if name == evidence else []) for name in EVIDENCE}
    wrong = Progress.check_links(Progress(status=status), links)
    needs = status == Progress.Status.COMPLETE and evidence is None
    assert list(wrong) == (["status"] if needs else [])


def test_evidence_is_what_the_fields_say() -> None:
    assert {field.name for field in Progress._meta.many_to_many} == set(EVIDENCE)
    assert Progress in MODELS
