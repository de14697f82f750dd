import factory

from cooperation.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingParticipant, MeetingStatus, Outcome
from tests.partners.factories import PartnerFactory
from tests.records.factories import ModelFactory, RecordFactory


class MeetingFactory(RecordFactory[Meeting]):
    class Meta:
        model = Meeting

    reference = factory.Sequence("meeting-{}".format)
    title_en = factory.Sequence("Meeting {}".format)
    title_da = factory.Sequence("Møde {}".format)
    kind = MeetingKind.MINISTERIAL
    status = MeetingStatus.HELD


class MeetingParticipantFactory(ModelFactory[MeetingParticipant]):
    class Meta:
        model = MeetingParticipant

    meeting = factory.SubFactory(MeetingFactory)
    partner = factory.SubFactory(PartnerFactory)


class AgendaItemFactory(ModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    text_en = factory.Sequence("Agenda item {}".format)
    text_da = factory.Sequence("Dagsordenspunkt {}".format)


class OutcomeFactory(ModelFactory[Outcome]):
    class Meta:
        model = Outcome

    meeting = factory.SubFactory(MeetingFactory)
    kind = Outcome.Kind.AGREED
    text_en = factory.Sequence("Outcome {}".format)
    text_da = factory.Sequence("Resultat {}".format)
