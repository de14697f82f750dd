from django.utils.translation import gettext_lazy as _

from cooperation.activities.filters import ActivityFilter
from cooperation.activities.models import Activity
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class ActivityListView(RecordListView):
    model = Activity
    filterset_class = ActivityFilter
    columns = ["when", "kind", "status", "direction", Fact("participants.partner", _("Partners"))]
    intro = _("What is done: courses, exercises, donations, deployments, visits and emergency help, both ways.")


class ActivityDetailView(RecordDetailView):
    model = Activity
    headline = ["kind", "status", "direction", "when"]
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
        Related("evidence_for", _("Evidence for the progress of"), [], ["status"]),
        Related("statements_about", _("Statements about this activity"), ["kind", "when"]),
    ]
