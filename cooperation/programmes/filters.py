from django.utils.translation import gettext_lazy as _

from cooperation.programmes.models import Programme
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class ProgrammeFilter(RecordFilter):
    partner = LinkFilter("partners.partner", "lead_authority", "channels", label=_("Partner"), says=_("with %(names)s"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    period = PeriodFilter("period")

    class Meta:
        model = Programme
        fields: list[str] = []
