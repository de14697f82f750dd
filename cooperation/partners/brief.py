"""The country brief: what there is with one partner, in numbers that lead to their rows, and its timeline."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.activities.models import Activity, ActivityKind, Direction
from cooperation.commitments.models import Commitment
from cooperation.declarations.models import Declaration, DeclarationStatus
from cooperation.meetings.models import Meeting
from cooperation.partners.given import PartnerAndUnits, SumLine, items_with, money_for
from cooperation.programmes.models import Programme
from cooperation.public.choices import NOT_RECORDED
from cooperation.public.happenings import Days, Happening, kind_of, page_of, spans, whole_years, years_of
from cooperation.public.notes import Place
from cooperation.public.pictures.columns import columns_of_years, count_within
from cooperation.public.pictures.matrix import Line, Matrix, field_of
from cooperation.public.pictures.timeline import Timeline, timeline
from cooperation.public.totals import Total, counted
from cooperation.records.tables import among_ids
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
    with_parts: bool  # whether anything belongs to the partner, which is then counted as well
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


def brief_of(whole: PartnerAndUnits, today: date) -> Brief:
    asked = whole.asked
    counted_spans = spans(asked)
    undated = counted_spans.pop(None, 0)
    found = page_of(asked, None, 0, SHOWN)
    activities = activity_counts(whole)
    agreements = by_status(whole)
    return Brief(
        figures=[figure for figure in figures(whole, activities, agreements) if figure.total.number],
        with_parts=bool(whole.parts),
        picture=timeline("over-time", _("Timeline of %(partner)s") % {"partner": whole.partner}, found, today),
        happenings=found,
        dated=sum(counted_spans.values()),
        undated=undated,
        by_kind=kinds_by_year(whole, activities, today),
        directions=by_direction(whole, activities),
        agreements=[(str(status.label), total) for status, total in agreements.items() if total.number],
        timeline=f"{reverse('cooperation:timeline')}?{urlencode(whole.given())}",
        items=items_with(whole),
        money=money_for(whole),
    )


def activity_counts(whole: PartnerAndUnits) -> Activities:
    rows = years_of(with_partner(Activity, whole), "when_earliest", "when_latest", "kind", "direction")
    return Counter({(kind, direction, whole_years(first, last)): count for first, last, kind, direction, count in rows})


def with_partner(model: Any, whole: PartnerAndUnits) -> Any:
    return whole.asked.found(kind_of(model))


def figures(whole: PartnerAndUnits, activities: Activities, agreements: dict[DeclarationStatus, Total]) -> list[Figure]:
    given = whole.given()
    all_activities = sum(activities.values())
    third = sum(count for (_kind, direction, _days), count in activities.items() if direction == Direction.THIRD_PARTY)
    third_party = (
        _("Counts the %(count)s by third parties, too, which are no Danish cooperation.") % {"count": third}
        if third
        else ""
    )
    made, received = open_commitments("committed_by", whole), open_commitments("committed_to", whole)
    return [
        Figure(counted(Activity, all_activities, **given), third_party),
        Figure(counted(Programme, with_partner(Programme, whole).count(), **given)),
        Figure(counted(Meeting, with_partner(Meeting, whole).count(), **given)),
        Figure(
            counted(Declaration, sum(total.number for total in agreements.values()), **given),
            _("Agreements to which this partner is a party, in any status."),
        ),
        Figure(made, _("Promised by it, and neither complete nor overtaken.")),
        Figure(received, _("Promised to it, and neither complete nor overtaken.")),
    ]


def open_commitments(way: str, whole: PartnerAndUnits) -> Total:
    naming = Commitment.objects.filter(**{f"{way}__in": among_ids(whole.keys)}).order_by().values("pk")
    found = Commitment.objects.published().still_open().filter(pk__in=naming)
    return counted(Commitment, found.count(), standing="open", **whole.given(way))


def by_status(whole: PartnerAndUnits) -> dict[DeclarationStatus, Total]:
    """Count agreements by their last known status, those in force first."""
    rows = Counter(dict(with_partner(Declaration, whole).values_list("status").annotate(Count("pk"))))
    first = [DeclarationStatus.IN_FORCE, DeclarationStatus.SIGNED]
    order = [*first, *(status for status in DeclarationStatus if status not in first)]
    return {status: counted(Declaration, rows[status], **whole.given(), status=status.value) for status in order}


def by_direction(whole: PartnerAndUnits, activities: Activities) -> list[tuple[str, Total]]:
    each = Counter[str]()
    for (_kind, direction, _days), count in activities.items():
        each[direction] += count
    return [
        (
            capfirst(str(direction.label)),
            counted(Activity, each[direction], **whole.given(), direction=direction.value),
        )
        for direction in Direction
        if each[direction]
    ]


def kinds_by_year(whole: PartnerAndUnits, activities: Activities, today: date) -> Matrix | None:
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
            lines.append(kind_line(whole, kind, own, years, highest))
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


def kind_line(
    whole: PartnerAndUnits, kind: ActivityKind, own: Counter[Any], years: Sequence[Any], highest: int
) -> Line:
    asked = whole.given() | {"kind": kind.value}
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
