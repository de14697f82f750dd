from django.utils.translation import gettext_lazy as _

from cooperation.meetings.models import Meeting
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class MeetingFilter(RecordFilter):
    partner = LinkFilter("participants.partner", "forum", "host", "chair", label=_("Partner"), says=_("with %(names)s"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    period = PeriodFilter("when")

    class Meta:
        model = Meeting
        fields: list[str] = []
