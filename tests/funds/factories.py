import factory

from cooperation.funds.models import Fund, FundingLine
from tests.records.factories import ModelFactory, RecordFactory


class FundFactory(RecordFactory[Fund]):
    class Meta:
        model = Fund

    reference = factory.Sequence("fund-{}".format)
    title_en = factory.Sequence("Fund {}".format)
    title_da = factory.Sequence("Fond {}".format)


class FundingLineFactory(ModelFactory[FundingLine]):
    class Meta:
        model = FundingLine

    fund = factory.SubFactory(FundFactory)
    title_en = factory.Sequence("Funding line {}".format)
    title_da = factory.Sequence("Bevillingslinje {}".format)
    stage = FundingLine.Stage.FRAMEWORK
