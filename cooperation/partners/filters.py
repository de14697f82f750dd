from django.utils.translation import gettext_lazy as _

from cooperation.partners.models import Partner
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter


class PartnerFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ()

    standing = OccurringFilter("standing")
    kind = OccurringFilter("kind")
    category = LinkFilter("categories.category", label=_("Category of cooperation"))
    forum = LinkFilter("memberships.forum", label=_("Member of"), says=_("in %(names)s"))
    period = PeriodFilter("cooperation_since", label=_("Cooperation since"), says=_("cooperation since %(names)s"))

    class Meta:
        model = Partner
        fields: list[str] = []
