from django.utils.translation import gettext_lazy as _

from cooperation.commitments.models import Commitment
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class CommitmentFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ("committed_by", "committed_to")

    committed_by = LinkFilter("committed_by", label=_("Who commits"), says=_("by %(names)s"))
    committed_to = LinkFilter("committed_to", label=_("To whom"), says=_("to %(names)s"))
    declaration = LinkFilter("declaration", label=_("Declaration"), says=_("in %(names)s"))
    operative_verb = OccurringFilter("operative_verb")
    period = PeriodFilter("due", label=_("Due"), says=_("due %(names)s"))

    class Meta:
        model = Commitment
        fields: list[str] = []
