"""Sums that say what they leave out. Only what is of one unit or currency, and at one stage, is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.public.totals import Total
from cooperation.public.writing import in_figures
from cooperation.values.absence import Absence
from cooperation.values.quantity import Precision, Quantity


@dataclass(frozen=True)
class Summed:
    """A sum in words, the rows it is made of, and those it leaves out, with the reasons."""

    words: str
    counted: Total
    left_out: Total
    reasons: Sequence[str]

    @property
    def link(self) -> SafeString:
        """The sum, leading to its rows; nothing where there is no figure at all."""
        if not self.counted.number:
            return SafeString("")
        address, rows = self.counted.address, self.counted.number
        return format_html('<a href="{}" data-total="{}" data-sum="{}">{}</a>', address, rows, self.words, self.words)

    @property
    def said(self) -> SafeString:
        """What is left out, leading to its rows."""
        if not self.left_out.number:
            return SafeString("")
        return format_html(
            '{} <a href="{}" data-total="{}">{}</a>: {}',
            _("leaves out"),
            self.left_out.address,
            self.left_out.number,
            rows_in_words(self.left_out.number),
            ", ".join(self.reasons),
        )


def rows_in_words(number: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", number) % {"count": in_figures(number)}


def sums(rows: QuerySet, value: str, *together: str) -> list[dict[str, Any]]:
    """For what is summed together: the sum, and how many rows have a figure, or lack it for which reason.

    `value` is a field of quantities or money; one query.
    """
    number = f"{value}_number" if hasattr(rows.model, f"{value}_number") else f"{value}_amount"
    return list(
        rows.order_by()
        .values(*together)
        .annotate(
            sum=Sum(number),
            counted=Count(number),
            at_least=Count("pk", filter=Q(**{f"{value}__startswith": Precision.AT_LEAST.value})),
            about=Count("pk", filter=Q(**{f"{value}__startswith": Precision.ABOUT.value})),
            unquantified=Count("pk", filter=Q(**{f"{value}__startswith": Precision.UNQUANTIFIED.value})),
            not_known=Count("pk", filter=Q(**{value: Absence.NOT_KNOWN})),
            withheld=Count("pk", filter=Q(**{value: Absence.WITHHELD})),
            nothing=Count("pk", filter=Q(**{value: Absence.NONE})),
            not_recorded=Count("pk", filter=Q(**{value: ""})),
        )
        .order_by(*together)
    )


def reasons(row: dict[str, Any]) -> list[str]:
    """Why rows have no figure, and how many for each reason."""
    each = [
        (row["unquantified"], _("not quantified")),
        (row["not_known"], _("not known")),
        (row["withheld"], _("withheld")),
        (row["nothing"], _("none")),
        (row["not_recorded"], _("not recorded")),
    ]
    return [f"{in_figures(number)} {reason}" for number, reason in each if number]


def left_out(row: dict[str, Any]) -> int:
    return sum(row[name] for name in ("unquantified", "not_known", "withheld", "nothing", "not_recorded"))


def quantity(row: dict[str, Any]) -> Quantity:
    """The sum, as sure as the least sure of its rows."""
    precision = Precision.ABOUT if row["about"] else Precision.AT_LEAST if row["at_least"] else Precision.EXACT
    return Quantity(Decimal(row["sum"]), precision)
