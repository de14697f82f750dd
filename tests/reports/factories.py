from cooperation.reports.models import ErrorReport
from tests.records.factories import ModelFactory


class ErrorReportFactory(ModelFactory[ErrorReport]):
    class Meta:
        model = ErrorReport

    message = "The helicopters came in 2015, not in 2014."
    language = "en"
