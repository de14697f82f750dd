from django.utils.translation import gettext_lazy as _

from cooperation.activities.models import Activity
from cooperation.public.filters import LinkFilter, OccurringFilter, PeriodFilter
from cooperation.public.filtersets import RecordFilter


class ActivityFilter(RecordFilter):
    partner = LinkFilter("participants.partner", "channels", label=_("Partner"))
    programme = LinkFilter("programme", label=_("Programme"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    direction = OccurringFilter("direction")
    period = PeriodFilter("when")

    class Meta:
        model = Activity
        fields: list[str] = []
