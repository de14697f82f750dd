from django.utils.translation import gettext_lazy as _

from cooperation.declarations.models import Declaration
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class DeclarationFilter(RecordFilter):
    partner = LinkFilter("parties.partner", label=_("Partner"), says=_("with %(names)s"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    legal_nature = OccurringFilter("legal_nature")
    period = PeriodFilter("signed", "announced", "in_force", "period")

    class Meta:
        model = Declaration
        fields: list[str] = []
