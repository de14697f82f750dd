from cooperation.funds.models import Fund, FundingLine
from cooperation.records.resources import RecordResource, RowResource


class FundingLineResource(RowResource):
    sheet = "funding_lines"

    class Meta:
        model = FundingLine


class FundResource(RecordResource):
    sheet = "funds"
    rows = (FundingLineResource,)

    class Meta:
        model = Fund
