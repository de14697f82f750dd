from cooperation.exchange.resources import RecordResource
from cooperation.programmes.models import Programme, ProgrammePartner
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class ProgrammePartnerResource(RowResource):
    sheet = "programme_partners"

    class Meta:
        model = ProgrammePartner


class ProgrammeResource(RecordResource):
    sheet = "programmes"
    rows = (ProgrammePartnerResource,)
    synonyms = {
        "aims_en": Also("Aims, Aim, Objectives"),
        "aims_da": Also(da="Mål, Formål, Målsætning"),
        "lead_authority": Also("Responsible authority", "Ansvarlig myndighed"),
        "owner": Also("Case officer, Desk officer", "Sagsbehandler"),
    }

    class Meta:
        model = Programme
