from django.utils.translation import gettext_lazy as _

from cooperation.activities.filters import ActivityFilter
from cooperation.activities.models import Activity, ActivityKind, ActivityParticipant, ActivityStatus
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.calendar import Calendar
from cooperation.public.feeds.iati_report import (
    ACCOUNTABLE,
    CANCELLED,
    CLOSED,
    FUNDING,
    IMPLEMENTATION,
    IMPLEMENTING,
    PIPELINE,
    Report,
)
from cooperation.public.feeds.schema_org import Chosen, Period, Placed, Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class ActivityListView(RecordListView):
    model = Activity
    filterset_class = ActivityFilter
    columns = ["when", "kind", "status", "direction", Fact("participants.partner", _("Partners"))]
    calendar = Calendar(
        "when",
        place="place",
        statuses={
            ActivityStatus.PROPOSED: "TENTATIVE",
            ActivityStatus.PLANNED: "TENTATIVE",
            ActivityStatus.UNDER_WAY: "CONFIRMED",
            ActivityStatus.COMPLETED: "CONFIRMED",
            ActivityStatus.CANCELLED: "CANCELLED",
        },
    )
    iati = Report(
        date="when",
        statuses={
            ActivityStatus.PROPOSED: PIPELINE,
            ActivityStatus.PLANNED: PIPELINE,
            ActivityStatus.UNDER_WAY: IMPLEMENTATION,
            ActivityStatus.COMPLETED: CLOSED,
            ActivityStatus.CANCELLED: CANCELLED,
            ActivityStatus.WITHDRAWN: CANCELLED,
        },
        texts=["summary", "result"],
        rows="participants",
        roles={
            ActivityParticipant.Role.FUNDER: FUNDING,
            ActivityParticipant.Role.LEAD: ACCOUNTABLE,
            ActivityParticipant.Role.PROVIDER: IMPLEMENTING,
        },
        links={"channels": IMPLEMENTING},
        above=["programme", "parent"],
    )
    intro = _("What is done: courses, exercises, donations, deployments, visits and emergency help, both ways.")


class ActivityDetailView(RecordDetailView):
    model = Activity
    headline = ["kind", "status", "direction", "when"]
    schema_org = Thing(
        "Event",
        [
            Period("startDate", "endDate", "when"),
            Chosen("eventStatus", "status", {ActivityStatus.CANCELLED: "EventCancelled"}),
            Placed("location", "place"),
            Property("attendee", "participants.partner"),
            Property("superEvent", "parent"),
            Property("about", "programme"),
        ],
        {ActivityKind.TRAINING: "EducationEvent"},
    )
    facts = [
        "kind",
        "status",
        "direction",
        "when",
        "place",
        Fact("place.as_printed", _("Place as printed")),
        "place.country",
        "programme",
        "parent",
        "channels",
        "result",
    ]
    tables = [
        Table("participants", _("Participants"), ["partner", "role", "headcount", "note"]),
        Table("items", _("Items"), ["what", "quantity", "category", "stage", "value"]),
    ]
    related = [
        Related("parts", _("Parts of this activity"), ["kind", "when"]),
        Related("funding_lines", _("Funds with money for this activity"), [], ["title", "money", "stage"]),
        Related("evidence_for", _("Evidence for the progress of"), [], ["status", "day"]),
        Related("statements_about", _("Statements about this activity"), ["kind", "when"]),
    ]
