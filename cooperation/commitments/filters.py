from collections.abc import Collection, Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.commitments.models import CLOSED, Commitment, Progress
from cooperation.public.filters import FacetFilter, LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter

OPEN = "open"


class StandingFilter(FacetFilter):
    """By how a commitment stands: open until the last progress recorded is that it is complete or overtaken."""

    def labels(self, values: Collection[str] = ()) -> Mapping[str, str | Promise]:
        return {OPEN: _("open"), **{status.value: status.label for status in Progress.Status if status in CLOSED}}

    def having(self, values: Collection[str]) -> Q:
        commitments = Commitment.objects.all()
        closed = Q(pk__in=commitments.judged(value for value in values if value != OPEN).values("pk"))
        return closed | Q(pk__in=commitments.still_open().values("pk")) if OPEN in values else closed


class CommitmentFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ("committed_by", "committed_to")

    committed_by = LinkFilter("committed_by", label=_("Who commits"), says=_("by %(names)s"))
    committed_to = LinkFilter("committed_to", label=_("To whom"), says=_("to %(names)s"))
    declaration = LinkFilter("declaration", label=_("Declaration"), says=_("in %(names)s"))
    standing = StandingFilter(label=_("How it stands"))
    operative_verb = OccurringFilter("operative_verb")
    period = PeriodFilter("due", label=_("Due"), says=_("due %(names)s"))

    class Meta:
        model = Commitment
        fields: list[str] = []
