"""A public list as a file: CSV for programs and spreadsheets, Excel with child rows and citations."""

from http import HTTPStatus

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.formats import Csv, WrittenFormat, Xlsx
from cooperation.exchange.packing.xlsx_limits import TooMuchForExcelError
from cooperation.exchange.sheets import RecordSheet
from cooperation.public.data.sheets import list_sheet, workbook_sheets
from cooperation.public.endings import ListEnding, Listing
from cooperation.public.feeds.csvw import MEDIA_TYPE as METADATA_TYPE
from cooperation.public.feeds.csvw import metadata_address
from cooperation.public.problems import problem
from cooperation.records.languages import page_language


def csv_file(listing: Listing) -> HttpResponseBase:
    """UTF-8 with a byte-order mark, by which Excel knows it; the header has the fields' names, as JSON does.

    It names its metadata, which tell what each column is.
    """
    answer = file_of([list_sheet(listing.model, listing.records)], Csv())
    columns = listing.request.build_absolute_uri(metadata_address(listing.model))
    answer.headers["Link"] = f'<{columns}>; rel="describedby"; type="{METADATA_TYPE}"'
    return answer


def xlsx_file(listing: Listing) -> HttpResponseBase:
    """A workbook with its titles in the language of the page."""
    return file_of([*workbook_sheets(listing.model, listing.records, page_language())], Xlsx())


def file_of(sheets: list[RecordSheet], file_format: WrittenFormat) -> HttpResponseBase:
    """Rows are read and sent some thousand at a time, all as the register is when the first goes out."""
    try:
        file_format.check(sheets)
    except TooMuchForExcelError as error:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    name = f"{sheets[0].name}.{file_format.get_extension()}"
    return StreamingHttpResponse(
        file_format.stream(sheets),
        content_type=file_format.get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


CSV = ListEnding("csv", "text/csv", _("CSV"), csv_file)
XLSX = ListEnding("xlsx", Xlsx.content_type, _("Excel"), xlsx_file, may_be_too_large=True)
