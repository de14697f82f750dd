from django.utils.translation import gettext_lazy as _

from cooperation.commitments.filters import CommitmentFilter
from cooperation.commitments.models import Commitment
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.calendar import Calendar
from cooperation.public.feeds.schema_org import Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class CommitmentListView(RecordListView):
    model = Commitment
    filterset_class = CommitmentFilter
    columns = ["operative_verb", "committed_by", "committed_to", "due"]
    calendar = Calendar("due", title=_("Due: %(title)s"))
    intro = _("What was promised, by whom and to whom, how firmly it was worded, and how far it has come.")


class CommitmentDetailView(RecordDetailView):
    model = Commitment
    headline = ["operative_verb", Fact("due", _("due"))]
    schema_org = Thing(
        "PlanAction",
        [
            Property("description", "text"),
            Property("agent", "committed_by"),
            Property("participant", "committed_to"),
            Property("object", "declaration"),
            Property("object", "meeting"),
            Property("scheduledTime", "due"),
        ],
    )
    facts = [
        "text",
        "operative_verb",
        "committed_by",
        "committed_to",
        "declaration",
        "meeting",
        "target",
        "target_money",
        Fact("due_kind", _("Due")),
        "due",
        "due_condition",
        "responsible_authority",
    ]
    tables = [
        Table(
            "progress",
            _("Progress"),
            ["day", "status", "text", "evidence_activities", "evidence_declarations", "evidence_sources"],
        )
    ]
    related = [Related("outcomes", _("Came about at"), ["kind", "when"], ["text"])]
