from django.utils.translation import gettext_lazy as _

from cooperation.public.filters import LinkFilter, OccurringFilter, PeriodFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.sources.models import Source


class SourceFilter(RecordFilter):
    taking_part = ("publisher",)

    publisher = LinkFilter("publisher", label=_("Publisher"))
    kind = OccurringFilter("kind")
    reliability = OccurringFilter("reliability")
    period = PeriodFilter("published", "updated", label=_("Published or updated"))

    class Meta:
        model = Source
        fields: list[str] = []
