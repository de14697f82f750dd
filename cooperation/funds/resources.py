from cooperation.exchange.resources import RecordResource
from cooperation.funds.models import Fund, FundingLine
from cooperation.records.resources import RowResource


class FundingLineResource(RowResource):
    sheet = "funding_lines"

    class Meta:
        model = FundingLine


class FundResource(RecordResource):
    sheet = "funds"
    rows = (FundingLineResource,)

    class Meta:
        model = Fund
