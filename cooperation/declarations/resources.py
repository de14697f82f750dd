from cooperation.declarations.models import Declaration, DeclarationParty, DeclarationRelation
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class DeclarationPartyResource(RowResource):
    sheet = "declaration_parties"
    synonyms = {
        "date": Also("Signed, Date signed", "Underskrevet, Dato for underskrift"),
    }

    class Meta:
        model = DeclarationParty


class DeclarationRelationResource(RowResource):
    sheet = "declaration_relations"

    class Meta:
        model = DeclarationRelation


class DeclarationResource(RecordResource):
    sheet = "declarations"
    rows = (DeclarationPartyResource, DeclarationRelationResource)
    synonyms = {
        "title_as_printed": Also("Original title", "Originaltitel"),
        "signed": Also("Date signed, Adopted", "Underskrevet, Vedtaget, Dato for underskrift"),
        "in_force": Also("In force, In force from", "I kraft, I kraft fra"),
        "ended": Also("Expired, End date", "Udløb, Udløbet, Slutdato"),
        "period": Also("Years", "Årrække"),
    }

    class Meta:
        model = Declaration
