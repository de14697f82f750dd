import factory

from cooperation.people.models import Office, Person, PersonSpelling
from tests.partners.factories import PartnerFactory
from tests.records.factories import ModelFactory, RecordFactory


class PersonFactory(RecordFactory[Person]):
    class Meta:
        model = Person

    reference = factory.Sequence("person-{}".format)
    title_en = factory.Sequence("Person {}".format)
    title_da = factory.Sequence("Person nr. {}".format)


class PersonSpellingFactory(ModelFactory[PersonSpelling]):
    class Meta:
        model = PersonSpelling

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence("Spelling {}".format)


class OfficeFactory(ModelFactory[Office]):
    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    title_en = factory.Sequence("Office {}".format)
    title_da = factory.Sequence("Embede {}".format)
    body = factory.SubFactory(PartnerFactory)
