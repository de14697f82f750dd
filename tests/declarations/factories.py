import factory

from cooperation.declarations.models import (
    Declaration,
    DeclarationKind,
    DeclarationParty,
    DeclarationRelation,
    DeclarationStatus,
)
from tests.partners.factories import PartnerFactory
from tests.records.factories import ModelFactory, RecordFactory


class DeclarationFactory(RecordFactory[Declaration]):
    class Meta:
        model = Declaration

    reference = factory.Sequence("declaration-{}".format)
    title_en = factory.Sequence("Declaration {}".format)
    title_da = factory.Sequence("Erklæring {}".format)
    kind = DeclarationKind.LETTER_OF_INTENT
    status = DeclarationStatus.SIGNED


class DeclarationPartyFactory(ModelFactory[DeclarationParty]):
    class Meta:
        model = DeclarationParty

    declaration = factory.SubFactory(DeclarationFactory)
    partner = factory.SubFactory(PartnerFactory)
    capacity = DeclarationParty.Capacity.PARTY


class DeclarationRelationFactory(ModelFactory[DeclarationRelation]):
    class Meta:
        model = DeclarationRelation

    declaration = factory.SubFactory(DeclarationFactory)
    kind = DeclarationRelation.Kind.IMPLEMENTS
    target = factory.SubFactory(DeclarationFactory)
