from django.utils.translation import gettext_lazy as _

from cooperation.public.detail import RecordDetailView
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
