from cooperation.commitments.models import Commitment, Progress
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource


class ProgressResource(RowResource):
    sheet = "progress"

    class Meta:
        model = Progress


class CommitmentResource(RecordResource):
    sheet = "commitments"
    rows = (ProgressResource,)

    class Meta:
        model = Commitment
