from django.utils.translation import gettext_lazy as _

from cooperation.public.detail import RecordDetailView
from cooperation.public.feeds.schema_org import Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.statements.filters import StatementFilter
from cooperation.statements.models import Statement


class StatementListView(RecordListView):
    model = Statement
    filterset_class = StatementFilter
    columns = ["when", "kind", "speaker", "speaker_person", "speaker_source"]
    intro = _("Aims, assessments, definitions and claims: the words of a speaker, not facts of the register.")


class StatementDetailView(RecordDetailView):
    model = Statement
    headline = ["kind", "speaker", "speaker_person", "speaker_source", "when"]
    schema_org = Thing(
        "Claim",
        [
            Property("text", "text"),
            Property("author", "speaker"),
            Property("author", "speaker_person"),
            Property("isBasedOn", "speaker_source"),
            Property("temporalCoverage", "when"),
            Property("about", "about_partners"),
            Property("about", "about_programmes"),
            Property("about", "about_activities"),
            Property("about", "about_funds"),
            Property("about", "about_meetings"),
            Property("about", "about_declarations"),
        ],
    )
    facts = [
        "text",
        "kind",
        "speaker",
        "speaker_person",
        "speaker_source",
        "when",
        "about_partners",
        "about_programmes",
        "about_activities",
        "about_funds",
        "about_meetings",
        "about_declarations",
    ]
