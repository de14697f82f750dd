"""The country brief: what there is with one partner, in numbers that lead to their rows, and its timeline."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.activities.models import Activity, ActivityKind, Direction
from cooperation.commitments.models import Commitment
from cooperation.declarations.models import Declaration, DeclarationStatus
from cooperation.meetings.models import Meeting
from cooperation.partners.given import SumLine, items_with, money_for
from cooperation.partners.models import Partner
from cooperation.programmes.models import Programme
from cooperation.public.choices import NOT_RECORDED
from cooperation.public.happenings import Asked, Days, Happening, kind_of, page_of, spans, whole_years, years_of
from cooperation.public.notes import Place
from cooperation.public.pictures.columns import columns_of_years, count_within
from cooperation.public.pictures.matrix import Line, Matrix, field_of
from cooperation.public.pictures.timeline import Timeline, timeline
from cooperation.public.totals import Total, counted
from cooperation.values.absence import Absence

SHOWN: Final = 30
YEARS: Final = 12
Activities = Counter[tuple[str, str, Days | None]]
"""Kind, direction, years within which it falls → how many."""
WITHOUT_DATE: Final = (NOT_RECORDED, *(absence.text for absence in Absence))


@dataclass(frozen=True)
class Figure:
    """A number of the brief, and what it says about itself."""

    total: Total
    said: str = ""


@dataclass(frozen=True)
class Brief:
    figures: Sequence[Figure]
    picture: Timeline | None
    happenings: Sequence[Happening]
    dated: int
    undated: int
    by_kind: Matrix | None
    directions: Sequence[tuple[str, Total]]
    agreements: Sequence[tuple[str, Total]]

    timeline: str  # where all of it is
    items: Sequence[SumLine]
    money: Sequence[SumLine]

    @property
    def places(self) -> list[Place]:
        """The sections of the brief that there are, for the page's table of contents."""
        each = [
            (self.figures, _("In figures"), "in-figures"),
            (self.dated + self.undated, _("Timeline"), "timeline"),
            (self.agreements, _("Agreements by last known status"), "agreements"),
            (self.by_kind, _("Activities by kind and year"), "by-kind"),
            (self.items, _("Given and received"), "items"),
            (self.money, _("Money by stage"), "money"),
        ]
        return [Place(label, anchor) for there, label, anchor in each if there]

    @property
    def more(self) -> int:
        """How many of those with a date are not shown."""
        return self.dated - len(self.happenings)


def brief_of(partner: Partner, today: date) -> Brief:
    asked = Asked(partner=partner, without=(Partner,))
    counted_spans = spans(asked)
    undated = counted_spans.pop(None, 0)
    found = page_of(asked, None, 0, SHOWN)
    activities = activity_counts(partner)
    agreements = by_status(partner)
    return Brief(
        figures=[figure for figure in figures(partner, activities, agreements) if figure.total.number],
        picture=timeline("over-time", _("Timeline of %(partner)s") % {"partner": partner}, found, today),
        happenings=found,
        dated=sum(counted_spans.values()),
        undated=undated,
        by_kind=kinds_by_year(partner, activities, today),
        directions=by_direction(partner, activities),
        agreements=[(str(status.label), total) for status, total in agreements.items() if total.number],
        timeline=f"{reverse('cooperation:timeline')}?partner={partner.reference}",
        items=items_with(partner),
        money=money_for(partner),
    )


def activity_counts(partner: Partner) -> Activities:
    rows = years_of(with_partner(Activity, partner), "when_earliest", "when_latest", "kind", "direction")
    return Counter({(kind, direction, whole_years(first, last)): count for first, last, kind, direction, count in rows})


def with_partner(model: Any, partner: Partner) -> Any:
    return Asked(partner=partner).found(kind_of(model))


def figures(partner: Partner, activities: Activities, agreements: dict[DeclarationStatus, Total]) -> list[Figure]:
    own = {"partner": partner.reference}
    all_activities = sum(activities.values())
    third = sum(count for (_kind, direction, _days), count in activities.items() if direction == Direction.THIRD_PARTY)
    third_party = (
        _("Counts the %(count)s by third parties, too, which are no Danish cooperation.") % {"count": third}
        if third
        else ""
    )
    parts = partner.parts.published().exists()
    left = _("Leaves out those of its authorities and units, which have pages of their own.") if parts else ""
    made, received = open_commitments("committed_by", partner), open_commitments("committed_to", partner)
    return [
        Figure(counted(Activity, all_activities, **own), " ".join(filter(None, (third_party, left)))),
        Figure(counted(Programme, with_partner(Programme, partner).count(), **own)),
        Figure(counted(Meeting, with_partner(Meeting, partner).count(), **own)),
        Figure(
            counted(Declaration, sum(total.number for total in agreements.values()), **own),
            _("Those that name the partner itself among their parties, of every status."),
        ),
        Figure(made, _("Promised by it, and neither complete nor overtaken.")),
        Figure(received, _("Promised to it, and neither complete nor overtaken.")),
    ]


def open_commitments(way: str, partner: Partner) -> Total:
    found = Commitment.objects.published().still_open().filter(**{way: partner})
    return counted(Commitment, found.count(), standing="open", **{way: partner.reference})


def by_status(partner: Partner) -> dict[DeclarationStatus, Total]:
    """Count agreements by their last known status, those in force first."""
    rows = Counter(dict(with_partner(Declaration, partner).values_list("status").annotate(Count("pk"))))
    first = [DeclarationStatus.IN_FORCE, DeclarationStatus.SIGNED]
    order = [*first, *(status for status in DeclarationStatus if status not in first)]
    return {
        status: counted(Declaration, rows[status], partner=partner.reference, status=status.value) for status in order
    }


def by_direction(partner: Partner, activities: Activities) -> list[tuple[str, Total]]:
    each = Counter[str]()
    for (_kind, direction, _days), count in activities.items():
        each[direction] += count
    return [
        (
            capfirst(str(direction.label)),
            counted(Activity, each[direction], partner=partner.reference, direction=direction.value),
        )
        for direction in Direction
        if each[direction]
    ]


def kinds_by_year(partner: Partner, activities: Activities, today: date) -> Matrix | None:
    """Activities by kind and year; each field leads to its rows."""
    if not activities:
        return None
    every: Counter[Any] = Counter()
    for (_kind, _direction, days), count in activities.items():
        every[days] += count
    years = columns_of_years(every, today, YEARS)
    lines, highest = [], max((year.count for year in years), default=0)
    for kind in ActivityKind:
        own: Counter[Any] = Counter()
        for (name, _direction, days), count in activities.items():
            if name == kind:
                own[days] += count
        if own:
            lines.append(kind_line(partner, kind, own, years, highest))
    return Matrix(
        name="kinds-by-year",
        title=_("Activities by kind and year"),
        description=_("A row for each kind, a column for each year; the table beside has every number."),
        corner=_("Kind"),
        columns=[year.words for year in years],
        lines=lines,
        ends=[_("No date"), _("All")],
        note=_(
            "An activity counts in every year in which it may have fallen, so the years can add up to more than all."
        ),
    )


def kind_line(partner: Partner, kind: ActivityKind, own: Counter[Any], years: Sequence[Any], highest: int) -> Line:
    asked = {"partner": partner.reference, "kind": kind.value}
    fields = [
        field_of(
            counted(Activity, count_within(own, (year.period.earliest, year.period.latest)), period=year.text, **asked),
            highest,
        )
        for year in years
    ]
    ends = [
        counted(Activity, own[None], period=WITHOUT_DATE, **asked).figure_link,
        counted(Activity, sum(own.values()), **asked).figure_link,
    ]
    return Line(capfirst(str(kind.label)), fields, ends)
