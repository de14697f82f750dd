from django.utils.translation import gettext_lazy as _

from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.sources.models import Source


class SourceFilter(RecordFilter):
    taking_part = ("publisher",)

    publisher = LinkFilter("publisher", label=_("Publisher"), says=_("from %(names)s"))
    kind = OccurringFilter("kind")
    reliability = OccurringFilter("reliability")
    period = PeriodFilter(
        "published", "updated", label=_("Published or updated"), says=_("published or updated %(names)s")
    )

    class Meta:
        model = Source
        fields: list[str] = []
