import factory

from cooperation.programmes.models import Programme, ProgrammeKind, ProgrammePartner
from tests.partners.factories import PartnerFactory
from tests.records.factories import ModelFactory, RecordFactory


class ProgrammeFactory(RecordFactory[Programme]):
    class Meta:
        model = Programme

    reference = factory.Sequence("programme-{}".format)
    title_en = factory.Sequence("Programme {}".format)
    title_da = factory.Sequence("Program {}".format)
    kind = ProgrammeKind.BILATERAL


class ProgrammePartnerFactory(ModelFactory[ProgrammePartner]):
    class Meta:
        model = ProgrammePartner

    programme = factory.SubFactory(ProgrammeFactory)
    partner = factory.SubFactory(PartnerFactory)
