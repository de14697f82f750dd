from cooperation.exchange.resources import RecordResource
from cooperation.statements.models import Statement


class StatementResource(RecordResource):
    sheet = "statements"

    class Meta:
        model = Statement
