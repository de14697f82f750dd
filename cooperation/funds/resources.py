from cooperation.exchange.resources import RecordResource
from cooperation.funds.models import Fund, FundingLine
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class FundingLineResource(RowResource):
    sheet = "funding_lines"
    synonyms = {
        "money": Also("Amount, Budget, Sum", "Bevilling"),
        "years": Also("Year, Budget year", "Årstal, Budgetår, Finansår"),
    }

    class Meta:
        model = FundingLine


class FundResource(RecordResource):
    sheet = "funds"
    rows = (FundingLineResource,)
    synonyms = {
        "purpose_en": Also("Purpose, Aim"),
        "purpose_da": Also(da="Formål"),
        "authorities": Also("Authority", "Myndighed"),
    }

    class Meta:
        model = Fund
