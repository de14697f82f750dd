import factory

from cooperation.partners.models import (
    ContactPoint,
    Membership,
    Partner,
    PartnerCategory,
    PartnerKind,
    PartnerName,
)
from tests.records.factories import ModelFactory, RecordFactory
from tests.vocabulary.factories import CategoryFactory


class PartnerFactory(RecordFactory[Partner]):
    class Meta:
        model = Partner

    reference = factory.Sequence("partner-{}".format)
    title_en = factory.Sequence("Partner {}".format)
    title_da = factory.Sequence("Partner nr. {}".format)
    kind = PartnerKind.COUNTRY


class PartnerNameFactory(ModelFactory[PartnerName]):
    class Meta:
        model = PartnerName

    partner = factory.SubFactory(PartnerFactory)
    kind = PartnerName.Kind.OTHER
    name = factory.Sequence("Other name {}".format)


class MembershipFactory(ModelFactory[Membership]):
    class Meta:
        model = Membership

    partner = factory.SubFactory(PartnerFactory)
    forum = factory.SubFactory(PartnerFactory, kind=PartnerKind.FORUM)


class PartnerCategoryFactory(ModelFactory[PartnerCategory]):
    class Meta:
        model = PartnerCategory

    partner = factory.SubFactory(PartnerFactory)
    category = factory.SubFactory(CategoryFactory)


class ContactPointFactory(ModelFactory[ContactPoint]):
    class Meta:
        model = ContactPoint

    partner = factory.SubFactory(PartnerFactory)
    kind = ContactPoint.Kind.OFFICE
    address = factory.Sequence("Road {}".format)
