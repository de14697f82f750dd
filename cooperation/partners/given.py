"""What was given and received with a partner, and its money: sums by unit, currency and stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.activities.models import Activity, ActivityItem, Direction
from cooperation.funds.models import FundingLine
from cooperation.partners.models import Partner
from cooperation.public.choices import NOT_RECORDED, WITHIN
from cooperation.public.happenings import Asked, kind_of
from cooperation.public.sums import Summed, left_out, quantity, reasons, sums
from cooperation.public.totals import Total
from cooperation.records.languages import in_page_language
from cooperation.records.tables import among_ids
from cooperation.values.money import Money
from cooperation.values.words import in_words
from cooperation.vocabulary.models import Unit

ITEM_STAGES = dict(ActivityItem.Stage.choices)
MONEY_STAGES = dict(FundingLine.Stage.choices)


@dataclass(frozen=True)
class PartnerAndUnits:
    """A partner together with its authorities and units."""

    partner: Partner
    parts: Sequence[Partner] = ()

    @property
    def keys(self) -> list[int]:
        return [self.partner.pk, *(part.pk for part in self.parts)]

    @property
    def asked(self) -> Asked:
        return Asked(partner=self.partner, parts=self.keys[1:], without=(Partner,))

    def given(self, name: str = "partner") -> dict[str, str]:
        """What the address of a list says to show exactly what is counted here."""
        return {f"{name}{WITHIN}" if self.parts else name: self.partner.reference}


@dataclass(frozen=True)
class SumLine:
    """A sum with what it is of: a direction or currency, and a stage."""

    of: str
    stage: str
    summed: Summed


def items_with(whole: PartnerAndUnits) -> list[SumLine]:
    """Items by direction, stage and unit. Two queries."""
    activities: QuerySet = whole.asked.found(kind_of(Activity))
    rows = ActivityItem.objects.published().filter(activity__in=activities.values("pk"))
    found = sums(rows, "quantity", "activity__direction", "stage", "unit")
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={row["unit"] for row in found})}
    lines = [item_line(whole, row, units.get(row["unit"])) for row in found]
    return sorted(lines, key=lambda line: (line.of, line.stage))


def item_line(whole: PartnerAndUnits, row: dict[str, Any], unit: Unit | None) -> SumLine:
    direction = Direction(row["activity__direction"])
    asked = whole.given() | {"direction": direction.value, "stage": row["stage"] or NOT_RECORDED}
    asked |= {"unit": unit.reference} if unit else {"no_unit": "1"}
    words = ""
    if row["counted"]:
        number = quantity(row)
        of = in_page_language(unit, "title" if number.number == 1 else "plural").text if unit else _("without a unit")
        words = f"{in_words(number)} {of}"
    stage = str(ITEM_STAGES.get(row["stage"], _("stage not recorded")))
    return SumLine(capfirst(str(direction.label)), stage, summed("item_list", row, words, asked))


def money_for(whole: PartnerAndUnits) -> list[SumLine]:
    """Lines of money that name the partner or what belongs to it, by currency and stage. One query."""
    rows = FundingLine.objects.published().filter(partner__in=among_ids(whole.keys))
    found = sums(rows, "money", "money_currency", "stage", "counts_in_totals")
    return [money_line(whole, row) for row in found]


def money_line(whole: PartnerAndUnits, row: dict[str, Any]) -> SumLine:
    counts = "yes" if row["counts_in_totals"] else "no"
    asked = whole.given() | {"stage": row["stage"], "counts": counts}
    asked |= {"currency": row["money_currency"]} if row["money_currency"] else {}
    stage = str(MONEY_STAGES[row["stage"]])
    words = in_words(Money(row["sum"], row["money_currency"])) if row["counted"] else ""
    of = _("Counts in totals") if row["counts_in_totals"] else _("Does not count in totals; each row says why")
    return SumLine(of, stage, summed("line_list", row, words, asked))


def summed(page: str, row: dict[str, Any], words: str, asked: dict[str, str]) -> Summed:
    return Summed(
        words,
        Total(row["counted"], "", address(page, figure="with", **asked)),
        Total(left_out(row), "", address(page, figure="without", **asked)),
        reasons(row),
    )


def address(page: str, **asked: str) -> str:
    return f"{reverse(f'cooperation:{page}')}?{urlencode(asked)}"
