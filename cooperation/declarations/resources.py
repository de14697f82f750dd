from cooperation.declarations.models import Declaration, DeclarationParty, DeclarationRelation
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource


class DeclarationPartyResource(RowResource):
    sheet = "declaration_parties"

    class Meta:
        model = DeclarationParty


class DeclarationRelationResource(RowResource):
    sheet = "declaration_relations"

    class Meta:
        model = DeclarationRelation


class DeclarationResource(RecordResource):
    sheet = "declarations"
    rows = (DeclarationPartyResource, DeclarationRelationResource)

    class Meta:
        model = Declaration
