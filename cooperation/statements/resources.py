from cooperation.exchange.resources import RecordResource
from cooperation.records.synonyms import Also
from cooperation.statements.models import Statement


class StatementResource(RecordResource):
    sheet = "statements"
    synonyms = {
        "speaker": Also("Said by", "Sagt af, Udtalt af"),
    }

    class Meta:
        model = Statement
