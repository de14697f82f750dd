from cooperation.commitments.models import Commitment, Progress
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class ProgressResource(RowResource):
    sheet = "progress"

    class Meta:
        model = Progress


class CommitmentResource(RecordResource):
    sheet = "commitments"
    rows = (ProgressResource,)
    synonyms = {
        "committed_by": Also("Committed by", "Afgivet af"),
        "committed_to": Also("Committed to, Recipient", "Modtager"),
        "due_kind": Also(former_en="Due", former_da="Frist"),
        "due": Also("Deadline, Due by", "Tidsfrist, Senest"),
        "responsible_officer": Also("Case officer", "Sagsbehandler"),
        "owner": Also("Desk officer"),
    }

    class Meta:
        model = Commitment
