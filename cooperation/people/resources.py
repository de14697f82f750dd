from cooperation.exchange.resources import RecordResource
from cooperation.people.models import Office, Person, PersonSpelling
from cooperation.records.resources import RowResource


class PersonSpellingResource(RowResource):
    sheet = "person_spellings"

    class Meta:
        model = PersonSpelling


class OfficeResource(RowResource):
    sheet = "offices"

    class Meta:
        model = Office


class PersonResource(RecordResource):
    sheet = "people"
    rows = (PersonSpellingResource, OfficeResource)

    class Meta:
        model = Person
