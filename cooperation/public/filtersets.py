"""What every public list is filtered, sorted and cut into pages by."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from cooperation.public.filters import ChosenFilter, LinkFilter, SizeFilter, SortFilter, WordsFilter
from cooperation.public.sorting import USUAL_SIZE
from cooperation.values.words import in_words

FIRST, LAST = ("q",), ("area", "sort", "size")


@dataclass(frozen=True)
class Narrowed:
    """One filter that is in use: its label, what it was set to, and the address of the list without it."""

    label: str
    words: str
    without: str


class RecordFilter(FilterSet):
    """Subclasses add their kind's filters. `usual_sort` is the order of the list when the reader asks for none."""

    usual_sort: ClassVar[str] = "newest"
    taking_part: ClassVar[tuple[str, ...]] = ("partner",)

    q = WordsFilter()
    area = LinkFilter("areas", label=_("Area"))
    sort = SortFilter()
    size = SizeFilter()

    def __init__(self, data: Any = None, queryset: QuerySet | None = None, **kwargs: Any) -> None:
        asked = data.dict() if data else {}
        for name, usual in (("sort", self.usual_sort), ("size", str(USUAL_SIZE))):
            asked[name] = asked.get(name) or usual
        super().__init__(asked, queryset, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        form: type[forms.Form] = super().get_form_class()
        own = [name for name in self.filters if name not in (*FIRST, *LAST)]
        form.field_order = [*FIRST, *own, *LAST]
        return form

    @classmethod
    def usual_date(cls) -> str:
        """The date by which the list is sorted when the reader asks for no order; nothing where it is not by date."""
        return str(cls.base_filters["period"].names[0]) if cls.usual_sort == "newest" else ""

    @property
    def size_asked(self) -> int:
        return int(self.form.cleaned_data.get("size") or USUAL_SIZE)

    def narrowings(self) -> list[Narrowed]:
        """What was asked for besides the order and the page size, each with the way back from it."""
        given = self.form.cleaned_data.items()
        return [self._narrowed(name, value) for name, value in given if value and name not in ("sort", "size")]

    def _narrowed(self, name: str, value: Any) -> Narrowed:
        field: Any = self.form.fields[name]
        words = dict(field.choices)[value] if isinstance(self.filters[name], ChosenFilter) else words_of(value)
        others = self.request.GET.copy()
        for key in (name, "page"):
            others.pop(key, None)
        return Narrowed(str(field.label), str(words), f"{self.request.path}?{others.urlencode()}".rstrip("?"))


def words_of(value: Any) -> str:
    return value if type(value) is str else in_words(value)
