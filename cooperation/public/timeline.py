"""The timeline over all kinds: a picture of the years, and what falls within a period, in the order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cooperation.public.asking import AskingForm, renamed_in
from cooperation.public.happenings import Asked, Happening, count_within, page_of, spans, undated
from cooperation.public.pictures.columns import YearColumn, columns_of_years
from cooperation.public.pictures.timeline import timeline
from cooperation.public.writing import in_figures
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words

A_PAGE: Final = 40


@dataclass(frozen=True)
class Group:
    """What begins in one year, or in a wider time that the sources say no more of."""

    heading: str
    happenings: Sequence[Happening]


class TimelineView(TemplateView):
    template_name = "cooperation/timeline.html"
    request: HttpRequest

    @cached_property
    def form(self) -> AskingForm:
        return AskingForm(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, valid=self.form.is_valid(), **kwargs)
        if context["valid"]:
            context |= self.shown(self.form.asked(), self.form.cleaned_data["period"])
            context["narrowings"] = self.form.narrowings(self.request)
            context["renamed"] = renamed_in(self.form)
        return context

    def shown(self, asked: Asked, period: PartialDate | None) -> dict[str, Any]:
        counted = spans(asked)
        without_date, total = counted.pop(None, 0), sum(counted.values())
        years = columns_of_years(counted, localdate())
        wants_undated = bool(self.form.cleaned_data["undated"]) or (not total and bool(without_date))
        chosen = period if period or wants_undated else usual_period(years, total)
        days = (chosen.earliest, chosen.latest) if chosen else None
        number = without_date if wants_undated else total if days is None else count_within(asked, days)
        paging = Pages(number, self.request.GET.get("page") or "1")
        start, end = paging.bounds
        found = undated(asked, start, end) if wants_undated else page_of(asked, days, start, end)
        title = _("Timeline")
        return {
            "years": years,
            "total": in_figures(total),
            "without_date": without_date,
            "undated": wants_undated,
            "chosen": chosen,
            "chosen_words": in_words(chosen) if chosen else "",
            "chosen_itself": chosen is not None and period is None,
            "count": in_figures(number),
            "number": number,
            "paging": paging,
            "groups": grouped(found),
            "picture": None if wants_undated else timeline("timeline", title, found, localdate()),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        missing = context["valid"] and context["paging"].missing
        response: HttpResponse = super().render_to_response(context, **kwargs, status=404 if missing else 200)
        return response


class Pages:
    """A page of so many rows, of which none is fetched here."""

    ellipsis = str(Paginator.ELLIPSIS)

    def __init__(self, total: int, asked: str, size: int = A_PAGE) -> None:
        self.paginator: Paginator = Paginator(range(total), size)
        self.total, self.last = total, self.paginator.num_pages
        try:
            self.number = self.paginator.page(asked).number
        except InvalidPage:
            self.number = 0

    @property
    def missing(self) -> bool:
        return self.number == 0

    @property
    def bounds(self) -> tuple[int, int]:
        if self.missing:
            return 0, 0
        start = (self.number - 1) * self.paginator.per_page
        return start, start + self.paginator.per_page

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if 0 < self.number < self.last else None

    @property
    def numbers(self) -> list[int | str]:
        return list(self.paginator.get_elided_page_range(self.number or 1, on_each_side=2, on_ends=1))


def usual_period(years: Sequence[YearColumn], total: int) -> PartialDate | None:
    """All of time where that is one page; else the last period up to now in which anything begins."""
    if total <= A_PAGE:
        return None
    begun = [column for column in years if column.begins and column.period.earliest <= localdate()]
    return (begun or list(years))[-1].period


def grouped(found: Sequence[Happening]) -> list[Group]:
    return [Group(heading, list(group)) for heading, group in groupby(found, key=begins_in)]


def begins_in(one: Happening) -> str:
    """The year in which it begins, or the words of a wider date; the kind where there is no date."""
    if one.when is None:
        return one.kind.title
    start, slash, _end = one.when.text.partition("/")
    point = PartialDate.parse(start) if slash and start != ".." else one.when
    if (slash and start == "..") or point.earliest.year != point.latest.year:
        return in_words(one.when if start == ".." else point)
    return str(point.earliest.year)
