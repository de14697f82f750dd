"""All lines of money, over all funds: the rows that sums of money are made of."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.funds.models import Fund, FundingLine
from cooperation.public.asking import PartnerField, PartnerWithinField, PeriodField, keys_with_parts
from cooperation.public.rows import FigureField, LinkedField, RowForm, RowListView, chosen, equal
from cooperation.records.tables import among_ids
from cooperation.values.forms import PartialDateFormField
from cooperation.values.lookups import overlap_q

COUNTED, NOT_COUNTED = "yes", "no"


class LineForm(RowForm):
    of_sums = ("years", "no_years", "partner__within")

    partner = PartnerField()
    partner__within = PartnerWithinField()
    stage = chosen(FundingLine, "stage")
    currency = forms.CharField(
        label=_("Currency"), required=False, validators=[RegexValidator(r"^[A-Z]{3}\Z", _("For example DKK."))]
    )
    period = PeriodField(label=_("Period"), required=False)
    years = PartialDateFormField(label=_("Exactly these years"), required=False)
    no_years = forms.BooleanField(label=_("No years recorded"), required=False)
    figure = FigureField()
    counts = forms.ChoiceField(
        label=_("Counts in totals"),
        choices=[("", _("All")), (COUNTED, _("yes")), (NOT_COUNTED, _("no"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"] = LinkedField(Fund.objects.published(), label=_("Fund"))


class FundingLineListView(RowListView):
    model = FundingLine
    form_class = LineForm
    title = _("Money, line by line")
    intro = _(
        "Every line of money in the funds, each at its own stage. Different stages of the same money are not added."
    )
    columns = ["title", "money", "years", "stage", "partner", "counts_in_totals"]

    def found(self, rows: QuerySet, given: dict[str, Any]) -> QuerySet:
        rows = rows.filter(equal(given, stage="stage", currency="money_currency", partner="partner", fund="fund"))
        if together := given["partner__within"]:
            rows = rows.filter(partner__in=among_ids(keys_with_parts(together)))
        if given["period"]:
            rows = rows.filter(overlap_q("years", given["period"].earliest, given["period"].latest))
        if given["years"]:
            rows = rows.filter(years=given["years"])
        if given["no_years"]:
            rows = rows.filter(years="")
        if given["figure"]:
            rows = rows.filter(money_amount__isnull=given["figure"] == FigureField.WITHOUT)
        if given["counts"]:
            rows = rows.filter(counts_in_totals=given["counts"] == COUNTED)
        return rows
