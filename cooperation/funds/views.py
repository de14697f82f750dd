from django.utils.translation import gettext_lazy as _

from cooperation.funds.filters import FundFilter
from cooperation.funds.models import Fund
from cooperation.funds.money import money_by_year
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.schema_org import Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class FundListView(RecordListView):
    model = Fund
    filterset_class = FundFilter
    columns = ["purpose", "authorities"]
    intro = _("What pays for the cooperation, each line of money at its own stage. Stages are never added up.")


class FundDetailView(RecordDetailView):
    model = Fund
    headline = ["authorities"]
    schema_org = Thing(
        "FundingAgency",
        [
            Property("description", "purpose"),
            Property("funder", "authorities"),
        ],
    )
    facts = ["purpose", "authorities", "established_by"]
    tables = [
        Table(
            "lines",
            _("Funding lines"),
            [
                "title",
                "money",
                "years",
                "stage",
                "decided_in",
                "programme",
                "activity",
                "partner",
                Fact("counts_in_totals", with_text="why_not"),
            ],
        )
    ]
    pictures = [money_by_year]
    related = [Related("statements_about", _("Statements about this fund"), ["kind", "when"])]
