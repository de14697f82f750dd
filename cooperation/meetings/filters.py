from django.utils.translation import gettext_lazy as _

from cooperation.meetings.models import Meeting
from cooperation.public.filters import LinkFilter, OccurringFilter, PeriodFilter
from cooperation.public.filtersets import RecordFilter


class MeetingFilter(RecordFilter):
    partner = LinkFilter("participants.partner", "forum", "host", "chair", label=_("Partner"))
    kind = OccurringFilter("kind")
    status = OccurringFilter("status")
    period = PeriodFilter("when")

    class Meta:
        model = Meeting
        fields: list[str] = []
