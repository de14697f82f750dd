"""JSON as it goes out: an array of whole documents, each in the form that the history keeps."""

from collections.abc import Iterator, Sequence
from json import dumps

from cooperation.exchange.sheets import RecordSheet
from cooperation.revisions.documents import document_texts


def json_parts(sheet: RecordSheet) -> Iterator[bytes]:
    """`[{"fields": {…}, "rows": {…}}, …]`, a record a line."""
    yield b"["
    between = "\n"
    for ids in sheet.id_blocks():
        found = document_texts(sheet.resource, ids)
        yield (between + ",\n".join(found[pk][1] for pk in ids)).encode()
        between = ",\n"
    yield b"\n]\n"


def register_json_parts(sheets: Sequence[RecordSheet]) -> Iterator[bytes]:
    """The whole register: `{"partners": […], …}`, child rows and citations within their records."""
    between = "{"
    for sheet in sheets:
        if not sheet.is_of_rows:
            yield f"{between}\n{dumps(sheet.name)}: ".encode()
            yield from json_parts(sheet)
            between = ","
    yield b"}\n"
