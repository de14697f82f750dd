from cooperation.exchange.resources import RecordResource
from cooperation.meetings.models import AgendaItem, Meeting, MeetingParticipant, Outcome
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class MeetingParticipantResource(RowResource):
    sheet = "meeting_participants"

    class Meta:
        model = MeetingParticipant


class AgendaItemResource(RowResource):
    sheet = "agenda_items"
    synonyms = {
        "text_en": Also("Text, Item"),
        "text_da": Also(da="Tekst, Punkt"),
    }

    class Meta:
        model = AgendaItem


class OutcomeResource(RowResource):
    sheet = "outcomes"

    class Meta:
        model = Outcome


class MeetingResource(RecordResource):
    sheet = "meetings"
    rows = (MeetingParticipantResource, AgendaItemResource, OutcomeResource)
    synonyms = {
        "host": Also("Host country", "Værtsland"),
        "chair": Also("Chairman, Presidency", "Formand, Formandsland"),
    }

    class Meta:
        model = Meeting
