from django.utils.translation import gettext_lazy as _

from cooperation.commitments.models import Commitment
from cooperation.public.filters import LinkFilter, OccurringFilter, PeriodFilter
from cooperation.public.filtersets import RecordFilter


class CommitmentFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ("committed_by", "committed_to")

    committed_by = LinkFilter("committed_by", label=_("Who commits"))
    committed_to = LinkFilter("committed_to", label=_("To whom"))
    declaration = LinkFilter("declaration", label=_("Declaration"))
    operative_verb = OccurringFilter("operative_verb")
    period = PeriodFilter("due", label=_("Due"))

    class Meta:
        model = Commitment
        fields: list[str] = []
