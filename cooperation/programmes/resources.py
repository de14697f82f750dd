from cooperation.exchange.resources import RecordResource
from cooperation.programmes.models import Programme, ProgrammePartner
from cooperation.records.resources import RowResource


class ProgrammePartnerResource(RowResource):
    sheet = "programme_partners"

    class Meta:
        model = ProgrammePartner


class ProgrammeResource(RecordResource):
    sheet = "programmes"
    rows = (ProgrammePartnerResource,)

    class Meta:
        model = Programme
