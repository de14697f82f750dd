from django.utils.translation import gettext_lazy as _

from cooperation.meetings.filters import MeetingFilter
from cooperation.meetings.models import Meeting, MeetingStatus
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.calendar import Calendar
from cooperation.public.feeds.schema_org import Chosen, Period, Placed, Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class MeetingListView(RecordListView):
    model = Meeting
    filterset_class = MeetingFilter
    columns = ["when", "kind", "status", "place", Fact("participants.partner", _("Partners"))]
    calendar = Calendar(
        "when",
        place="place",
        statuses={
            MeetingStatus.ANNOUNCED: "TENTATIVE",
            MeetingStatus.REPORTED: "TENTATIVE",
            MeetingStatus.HELD: "CONFIRMED",
            MeetingStatus.CANCELLED: "CANCELLED",
        },
    )
    intro = _("Ministerials, summits, negotiations, briefings and visits: who took part and what came of them.")


class MeetingDetailView(RecordDetailView):
    model = Meeting
    headline = ["kind", "status", "when", "place"]
    schema_org = Thing(
        "Event",
        [
            Period("startDate", "endDate", "when"),
            Chosen("eventStatus", "status", {MeetingStatus.CANCELLED: "EventCancelled"}),
            Placed("location", "place"),
            Property("organizer", "host"),
            Property("attendee", "participants.partner"),
            Property("attendee", "participants.person"),
        ],
    )
    facts = [
        "kind",
        "status",
        "forum",
        "when",
        "place",
        Fact("place.as_printed", _("Place as printed")),
        "place.country",
        "host",
        "chair",
        "previous",
        "related",
    ]
    tables = [
        Table("participants", _("Participants"), ["partner", "person", "office", "role", "headcount"]),
        Table("agenda", _("Agenda"), ["text"]),
        Table("outcomes", _("Outcomes"), ["text", "kind", "led_to_declaration", "led_to_commitment", "led_to_meeting"]),
    ]
    related = [
        Related("declarations", _("Signed or adopted here"), ["kind", "signed"]),
        Related("negotiated_declarations", _("Negotiated here"), ["kind", "status"]),
        Related("commitments", _("Commitments made here"), ["operative_verb", "due"]),
        Related("next_meetings", _("Next meeting"), ["kind", "when"]),
        Related("related_from", _("Related meetings"), ["kind", "when"]),
        Related("outcomes_leading_here", _("Came about through"), ["kind", "when"], ["text"]),
        Related("statements_about", _("Statements about this meeting"), ["kind", "when"]),
    ]
