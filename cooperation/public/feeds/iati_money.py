"""Money in the IATI file: the lines whose currency and year are known and that count in totals."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from cooperation.public.feeds.iati_report import Lines
from cooperation.values.money import Money
from cooperation.values.numbers import plain
from cooperation.values.partial_date import PartialDate

A_YEAR = 366
"""Days: a budget may not be for more."""
ORIGINAL = "1"
DISBURSEMENT = "3"


def add_money(own: Element, rows: Iterable[Any], lines: Lines) -> None:
    known = [row for row in rows if is_known(row)]
    for row in furthest(known, list(lines.budgets)):
        days = row.years.earliest.isoformat(), row.years.latest.isoformat()
        budget = SubElement(own, "budget", {"type": ORIGINAL, "status": lines.budgets[row.stage]})
        SubElement(budget, "period-start", {"iso-date": days[0]})
        SubElement(budget, "period-end", {"iso-date": days[1]})
        add_value(budget, row.money, days[0])
    for row in known:
        if row.stage == lines.disbursed:
            # Sums over a period stand at its last day, as the standard has it.
            day = row.years.latest.isoformat()
            transaction = SubElement(own, "transaction")
            SubElement(transaction, "transaction-type", {"code": DISBURSEMENT})
            SubElement(transaction, "transaction-date", {"iso-date": day})
            add_value(transaction, row.money, day)


def is_known(row: Any) -> bool:
    years = row.years
    if not isinstance(row.money, Money) or not isinstance(years, PartialDate) or not row.counts_in_totals:
        return False
    return bool((years.latest - years.earliest).days < A_YEAR)


def furthest(rows: Iterable[Any], stages: list[str]) -> list[Any]:
    """Return of each year and currency the rows at the furthest of these stages that there are."""
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in rows:
        if row.stage in stages:
            found[row.years.earliest.year, row.money.currency].append(row)
    kept = []
    for together in found.values():
        last = max(stages.index(row.stage) for row in together)
        kept += [row for row in together if row.stage == stages[last]]
    return kept


def add_value(parent: Element, money: Money, day: str) -> None:
    value = SubElement(parent, "value", {"currency": money.currency, "value-date": day})
    value.text = plain(money.amount)
