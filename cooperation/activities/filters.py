from django.utils.translation import gettext_lazy as _

from cooperation.activities.models import Activity
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class ActivityFilter(RecordFilter):
    partner = LinkFilter("participants.partner", "channels", label=_("Partner"), says=_("with %(names)s"))
    programme = LinkFilter("programme", label=_("Programme"), says=_("under %(names)s"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    direction = OccurringFilter("direction")
    period = PeriodFilter("when")

    class Meta:
        model = Activity
        fields: list[str] = []
