from django.utils.translation import gettext_lazy as _

from cooperation.funds.models import Fund
from cooperation.public.filters import LinkFilter
from cooperation.public.filtersets import RecordFilter


class FundFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ("authority",)

    authority = LinkFilter("authorities", label=_("Authority"), says=_("of %(names)s"))

    class Meta:
        model = Fund
        fields: list[str] = []
