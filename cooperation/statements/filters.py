from django.utils.translation import gettext_lazy as _

from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.statements.models import Statement


class StatementFilter(RecordFilter):
    taking_part = ("speaker", "about")

    speaker = LinkFilter("speaker", label=_("Speaker"), says=_("by %(names)s"))
    about = LinkFilter("about_partners", label=_("About the partner"), says=_("about %(names)s"))
    kind = OccurringFilter("kind")
    period = PeriodFilter("when")

    class Meta:
        model = Statement
        fields: list[str] = []
