from cooperation.exchange.resources import RecordResource
from cooperation.people.models import Office, Person, PersonSpelling
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class PersonSpellingResource(RowResource):
    sheet = "person_spellings"

    class Meta:
        model = PersonSpelling


class OfficeResource(RowResource):
    sheet = "offices"
    synonyms = {
        "title_en": Also("Title, Position, English title", "Engelsk titel"),
        "title_da": Also("Danish title", "Titel, Stilling, Dansk titel"),
        "body": Also("Organisation, Organization, Authority", "Myndighed"),
    }

    class Meta:
        model = Office


class PersonResource(RecordResource):
    sheet = "people"
    rows = (PersonSpellingResource, OfficeResource)
    synonyms = {
        "title_en": Also("Name, Full name, English name", "Engelsk navn"),
        "title_da": Also("Danish name", "Navn, Fulde navn, Dansk navn"),
    }

    class Meta:
        model = Person
