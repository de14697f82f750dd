from django.utils.translation import gettext_lazy as _

from cooperation.people.filters import PersonFilter
from cooperation.people.models import Person
from cooperation.public.detail import RecordDetailView
from cooperation.public.feeds.schema_org import Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class PersonListView(RecordListView):
    model = Person
    filterset_class = PersonFilter
    columns = ["offices.title", "offices.body"]
    intro = _("People who act in a public office. Nobody else is in the register.")


class PersonDetailView(RecordDetailView):
    model = Person
    headline = ["offices.title"]
    schema_org = Thing(
        "Person",
        [
            Property("alternateName", "spellings.name"),
            Property("jobTitle", "offices.title"),
            Property("worksFor", "offices.body"),
        ],
    )
    tables = [
        Table("offices", _("Offices held"), ["title", "body", "period"]),
        Table("spellings", _("Other spellings"), ["name"]),
    ]
    related = [
        Related("meetings", _("Meetings"), ["kind", "when"], ["role", "partner"]),
        Related("declarations", _("Declarations"), ["kind", "signed"], ["capacity", "partner"]),
        Related("declarations_directed", _("Negotiated on this person's direction"), ["kind", "status", "announced"]),
        Related("statements", _("Statements"), ["kind", "when"]),
    ]
