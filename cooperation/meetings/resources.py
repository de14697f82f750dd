from cooperation.exchange.resources import RecordResource
from cooperation.meetings.models import AgendaItem, Meeting, MeetingParticipant, Outcome
from cooperation.records.resources import RowResource


class MeetingParticipantResource(RowResource):
    sheet = "meeting_participants"

    class Meta:
        model = MeetingParticipant


class AgendaItemResource(RowResource):
    sheet = "agenda_items"

    class Meta:
        model = AgendaItem


class OutcomeResource(RowResource):
    sheet = "outcomes"

    class Meta:
        model = Outcome


class MeetingResource(RecordResource):
    sheet = "meetings"
    rows = (MeetingParticipantResource, AgendaItemResource, OutcomeResource)

    class Meta:
        model = Meeting
