import factory

from cooperation.records.reliability import Reliability
from cooperation.sources.models import Source, SourceKind
from tests.records.factories import RecordFactory


class SourceFactory(RecordFactory[Source]):
    class Meta:
        model = Source

    reference = factory.Sequence("source-{}".format)
    title_en = factory.Sequence("Source {}".format)
    title_da = factory.Sequence("Kilde {}".format)
    kind = SourceKind.OFFICIAL_PAGE
    language = "en"
    reliability = Reliability.OFFICIAL
