import factory

from cooperation.statements.models import Statement, StatementKind
from tests.partners.factories import PartnerFactory
from tests.records.factories import RecordFactory


class StatementFactory(RecordFactory[Statement]):
    class Meta:
        model = Statement

    reference = factory.Sequence("statement-{}".format)
    title_en = factory.Sequence("Statement {}".format)
    title_da = factory.Sequence("Udsagn {}".format)
    kind = StatementKind.POSITION
    speaker = factory.SubFactory(PartnerFactory)
    text_en = factory.Sequence("What is said {}".format)
    text_da = factory.Sequence("Hvad der siges {}".format)
