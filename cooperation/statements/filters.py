from django.utils.translation import gettext_lazy as _

from cooperation.public.filters import LinkFilter, OccurringFilter, PeriodFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.statements.models import Statement


class StatementFilter(RecordFilter):
    taking_part = ("speaker", "about")

    speaker = LinkFilter("speaker", label=_("Speaker"))
    about = LinkFilter("about_partners", label=_("About the partner"))
    kind = OccurringFilter("kind")
    period = PeriodFilter("when")

    class Meta:
        model = Statement
        fields: list[str] = []
