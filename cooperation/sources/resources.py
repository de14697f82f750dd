from cooperation.exchange.resources import RecordResource
from cooperation.sources.models import Source


class SourceResource(RecordResource):
    sheet = "sources"

    class Meta:
        model = Source
