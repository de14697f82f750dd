"""What every public list is filtered, sorted and cut into pages by."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, Self

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from cooperation.public.arranging import ArrangingFilter, ColumnsFilter, SizeFilter, SortFilter
from cooperation.public.choices import NOT, WITHIN, Choices, ChoicesWidget, quoted
from cooperation.public.filters import FacetFilter, LinkFilter, WordsFilter
from cooperation.public.sorting import USUAL_SIZE

FIRST, LAST = ("q",), ("area", "sort", "size", "columns")
OF_PAGES: Final = frozenset({"page", "more"})
"""What addresses of lists may say besides: the page, and the facet that is shown with all its choices."""
STRANGE_SHOWN: Final = 5

Parameter = tuple[str, str]


class MadeAnew(dict[str, forms.Field]):
    """Fields that are made for one form alone: Django copies a form's fields one by one, which here is for nothing."""

    def __deepcopy__(self, memo: object) -> Self:
        return self


class RecordFilter(FilterSet):
    """Subclasses add their kind's filters. `usual_sort` is the order of the list when the reader asks for none.

    `taking_part` names the filters by which a partner takes part in such a record. `offered` are the names and labels
    of the columns that may be chosen.
    """

    usual_sort: ClassVar[str] = "newest"
    taking_part: ClassVar[tuple[str, ...]] = ("partner",)

    q = WordsFilter()
    area = LinkFilter("areas", label=_("Area"), says=_("on %(names)s"))
    sort = SortFilter()
    size = SizeFilter()
    columns = ColumnsFilter()

    def __init__(
        self,
        data: QueryDict | None = None,
        queryset: QuerySet | None = None,
        *,
        offered: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        given = data if data is not None else QueryDict()
        asked = given.copy()
        for name, usual in self.usual().items():
            asked[name] = given.get(name) or usual
        self.given, self.offered = given, offered or {}
        super().__init__(asked, queryset, **kwargs)

    @classmethod
    def usual(cls) -> dict[str, str]:
        return {"sort": cls.usual_sort, "size": str(USUAL_SIZE)}

    def get_form_class(self) -> type[forms.Form]:
        form: type[forms.Form] = super().get_form_class()
        own = [name for name in self.filters if name not in (*FIRST, *LAST)]
        form.field_order = [*FIRST, *own, *LAST]
        form.base_fields = MadeAnew(form.base_fields)
        return form

    @classmethod
    def usual_date(cls) -> str:
        """The date by which the list is sorted when the reader asks for no order; nothing where it is not by date."""
        return str(cls.base_filters["period"].names[0]) if cls.usual_sort == "newest" else ""

    @property
    def size_asked(self) -> int:
        return int(self.form.cleaned_data.get("size") or USUAL_SIZE)

    @property
    def sort_asked(self) -> str:
        return str(self.form.cleaned_data.get("sort") or self.usual_sort)

    def dates(self) -> tuple[str, ...]:
        """The dates the list can be filtered and sorted by."""
        period = self.filters.get("period")
        return period.names if period else ()

    def facets(self) -> dict[str, FacetFilter]:
        """The filters by values, in the order of the page."""
        return {name: self.filters[name] for name in self.form.fields if isinstance(self.filters[name], FacetFilter)}

    def chosen(self, name: str) -> Choices:
        chosen: Choices = self.form.cleaned_data[name]
        return chosen

    def renamed(self) -> dict[str, str]:
        """The former references in the address, and what they are called now."""
        chosen = (value for value in self.form.cleaned_data.values() if isinstance(value, Choices))
        return {former: present for one in chosen for former, present in one.renamed.items()}

    def in_use(self) -> dict[str, Any]:
        """What leaves records out: name of the filter → what it was set to."""
        given = self.form.cleaned_data.items()
        return {name: value for name, value in given if value and not isinstance(self.filters[name], ArrangingFilter)}

    def narrowed(self, *without: str) -> QuerySet:
        """The records that the filters leave, in no order, as if those named were not set."""
        found: QuerySet = self.queryset.order_by()
        for name, value in self.in_use().items():
            if name not in without:
                found = self.filters[name].filter(found, value)
        return found

    def parameters(self) -> Iterator[Parameter]:
        """What was asked for, each thing written in one way, without what is usual anyway."""
        usual = self.usual()
        for name, value in self.form.cleaned_data.items():
            if isinstance(value, Choices):
                yield from ((name, one) for one in value.wanted)
                yield from ((f"{name}{NOT}", one) for one in value.unwanted)
                yield from ((f"{name}{WITHIN}", one) for one in value.within)
            elif value and value != usual.get(name):
                yield name, value

    def readable(self) -> list[Parameter]:
        """Of an address that can't be read, what was chosen of the facets and columns that can."""
        hidden = {
            parameter
            for name, one in self.filters.items()
            for parameter in names_of(name, one)
            if name not in self.form.errors and isinstance(self.form.fields[name].widget, ChoicesWidget)
        }
        return [(name, value) for name, values in self.given.lists() if name in hidden - {"period"} for value in values]

    def address(self, *added: Parameter, without: tuple[Parameter | str, ...] = ()) -> str:
        """The list's address: as asked for, less the parameters or whole filters named, plus those added."""
        kept = [each for each in self.parameters() if each not in without and each[0] not in without]
        query = urlencode([*kept, *added])
        return f"?{query}" if query else "./"

    def strange(self) -> list[str]:
        """Names in the address that mean nothing here."""
        known = OF_PAGES | {one for name, each in self.filters.items() for one in names_of(name, each)}
        return [quoted(name) for name in self.given if name not in known][:STRANGE_SHOWN]


def names_of(name: str, one: Any) -> tuple[str, ...]:
    return one.parameters(name) if isinstance(one, FacetFilter) else (name,)
