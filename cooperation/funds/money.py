"""A fund's money by year and stage: nothing of different stages, currencies or years is added."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from babel.numbers import format_compact_decimal
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.funds.models import Fund, FundingLine
from cooperation.public.pictures.map import LEVELS
from cooperation.public.pictures.matrix import Field, Line, Matrix
from cooperation.public.sums import left_out, sums
from cooperation.records.languages import page_language
from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words

STAGES = dict(FundingLine.Stage.choices)
DRAWN_AT_MOST = 12

Years = PartialDate | Absence | None
Row = dict[str, Any]


def money_by_year(fund: Fund) -> list[Matrix]:
    """One query; nothing where the fund has no figures."""
    rows = FundingLine.objects.published().filter(fund=fund)
    found = sums(rows, "money", "years", "stage", "money_currency", "counts_in_totals")
    counted = [row for row in found if row["counted"]]
    if not counted:
        return []
    years = sorted({row["years"] for row in counted}, key=order)
    by_line: dict[tuple[str, str, bool], dict[Years, Row]] = defaultdict(dict)
    for row in counted:
        by_line[row["stage"], row["money_currency"], row["counts_in_totals"]][row["years"]] = row
    lines = [line(fund, key, each, years) for key, each in sorted(by_line.items())]
    return [
        Matrix(
            name="money",
            title=_("Money by year and stage"),
            description=_(
                "A row for each stage and currency, a column for the years the money is for. "
                "The picture has the last %(count)s of them, the table beside has every sum."
            )
            % {"count": DRAWN_AT_MOST},
            corner=_("Stage and currency"),
            columns=[named(each) for each in years],
            lines=lines,
            note=note(sum(map(left_out, found))),
            drawn_at_most=DRAWN_AT_MOST,
        )
    ]


def note(left: int) -> str:
    if left:
        return _(
            "Lines without a figure are left out of the sums: %(left)s. Money at different stages is never added."
        ) % {"left": left}
    return _("Money at different stages is never added.")


def order(years: Years) -> tuple[int, Any]:
    return (1, years) if isinstance(years, PartialDate) else (0, str(years))


def named(years: Years) -> str:
    return in_words(years) if years else _("no years recorded")


def line(fund: Fund, key: tuple[str, str, bool], found: dict[Years, Row], years: Sequence[Years]) -> Line:
    stage, currency, counts = key
    highest = max(row["sum"] for row in found.values())
    fields = [field(fund, found[each], highest) if each in found else None for each in years]
    label = capfirst(str(STAGES[stage]))
    if not counts:
        label = _("%(stage)s (does not count in totals)") % {"stage": label}
    return Line(f"{label}, {currency}", fields)


def field(fund: Fund, row: Row, highest: Any) -> Field:
    words = in_words(Money(row["sum"], row["money_currency"]))
    return Field(link(fund, row, words), short(row["sum"]), max(1, round(LEVELS * float(row["sum"] / highest))))


def short(amount: Any) -> str:
    """The sum for a narrow field, “84M” or »84 mio.«; the table has it in full."""
    words: str = format_compact_decimal(amount, locale=page_language(), fraction_digits=1)
    return words


def link(fund: Fund, row: Row, words: str) -> SafeString:
    asked = {"fund": fund.reference, "stage": row["stage"], "currency": row["money_currency"], "figure": "with"}
    asked["counts"] = "yes" if row["counts_in_totals"] else "no"
    asked |= {"years": row["years"].text} if row["years"] else {"no_years": "1"}
    address = f"{reverse('cooperation:line_list')}?{urlencode(asked)}"
    return format_html('<a href="{}" data-total="{}" data-sum="{}">{}</a>', address, row["counted"], words, words)
