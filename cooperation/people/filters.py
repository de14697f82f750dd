from django.utils.translation import gettext_lazy as _

from cooperation.people.models import Person
from cooperation.public.filters import LinkFilter
from cooperation.public.filtersets import RecordFilter


class PersonFilter(RecordFilter):
    usual_sort = "title"
    taking_part = ("body",)

    body = LinkFilter("offices.body", label=_("Body"), says=_("of %(names)s"))

    class Meta:
        model = Person
        fields: list[str] = []
