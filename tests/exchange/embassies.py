"""A workbook sent to an embassy, edited there with a spreadsheet program, and returned."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.models import Activity
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.uploads import address, uploaded
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

TITLE, WHEN = "Title (English)", "When"


def course() -> Activity:
    """A course that Denmark gave Serbia, with its two participants and a citation."""
    serbia, denmark = (PartnerFactory(reference=name, title_en=name.upper(), title_da="") for name in ("rs", "dk"))
    activity = ActivityFactory(
        reference="course", title_en="Course", title_da="", when="2024-05-13", internal_note="ours"
    )
    for partner in (serbia, denmark):
        ActivityParticipantFactory(activity=activity, partner=partner)
    CitationFactory(record=activity, source=SourceFactory(reference="src", publisher=denmark))
    return activity


def change(activity: Activity, **fields: object) -> None:
    """Somebody here changes a record after it was sent."""
    for name, value in fields.items():
        setattr(activity, name, value)
    activity.save()


def both_change(client: Client, activity: Activity, sent: SentWorkbook) -> ImportBatch:
    """The embassy writes another title, and so does somebody here."""
    change(activity, title_en="Course in Tara")
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    return returned(client, book)


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:cooperation_sentworkbook_{name}", args=args)


def send(client: Client, partner: str = "rs", **data: Any) -> SentWorkbook:
    """Send a partner's records; `data` are further fields of the form."""
    answer = client.post(page("add"), {"partner": partner, "language": "en", **data})
    assert answer.status_code == 302, answer.content.decode()
    return SentWorkbook.objects.latest("pk")


def opened(sent: SentWorkbook) -> Workbook:
    return load_workbook(io.BytesIO(bytes(sent.content)))


def lines(book: Workbook, sheet: str) -> list[list[Any]]:
    """The rows below the header."""
    return [list(row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def keys(book: Workbook) -> dict[str, list[Any]]:
    """The first cell of each row, by sheet; hidden sheets left out."""
    return {one.title: [row[0] for row in lines(book, one.title)] for one in book if one.sheet_state == "visible"}


def column(book: Workbook, sheet: str, title: str) -> int:
    return [cell.value for cell in book[sheet][1]].index(title) + 1


def write(book: Workbook, sheet: str, row: int, title: str, value: Any) -> None:
    book[sheet].cell(row, column(book, sheet, title)).value = value


def add_row(book: Workbook, sheet: str, **cells: Any) -> None:
    """Titles with underscores for blanks; “When: basis” and the like are not needed here."""
    row = book[sheet].max_row + 1
    for title, value in cells.items():
        write(book, sheet, row, title.replace("_", " "), value)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def returned(client: Client, book: Workbook | bytes, kind: str = "", name: str = "returned.xlsx") -> ImportBatch:
    return uploaded(client, book if isinstance(book, bytes) else saved(book), kind, name)


def as_sent(content: bytes) -> bytes:
    return content


def saved_again(content: bytes) -> bytes:
    return saved(load_workbook(io.BytesIO(content)))


PROGRAMS: list[Callable[[bytes], bytes]] = [as_sent, saved_again]
"""What becomes of a workbook that is opened and saved, and in which nobody types anything."""


def outcome(batch: ImportBatch) -> dict[str, Any]:
    """Return what a returned workbook would do, without what there is none of."""
    found = {name: count for name, count in batch.counts.items() if count}
    return found | {name: said for name, said in batch.compared.items() if said} | {"problems": batch.problems}


def counted(batch: ImportBatch) -> dict[str, int]:
    """The counts but for nought and for rows that stay as they are."""
    return {name: count for name, count in batch.counts.items() if count and name != "unchanged"}


def problems(client: Client, batch: ImportBatch) -> list[tuple[int | None, str, str]]:
    """Row, column and message of all that is refused."""
    rows = client.get(address(batch), {"outcome": "refused"}).context["shown"].rows
    return [(row.number, problem["column"], problem["message"]) for row in rows for problem in row.problems]


def questions(client: Client, batch: ImportBatch) -> list[Any]:
    answer = client.get(page("questions", batch.pk))
    return list(answer.context["questions"]) if answer.status_code == 200 else []


def answer(client: Client, batch: ImportBatch, *words: str, own: Iterable[str] = ()) -> ImportBatch:
    """Answer the questions in their order: `embassy` or `here`, or in the officer's own words."""
    asked = [shown.question.digest for shown in questions(client, batch)]
    data = {f"answer|{digest}": word for digest, word in zip(asked, words, strict=False)}
    data |= {f"own|{digest}": word for digest, word in zip(asked, own, strict=False)}
    assert client.post(page("questions", batch.pk), data).status_code == 302
    batch.refresh_from_db()
    return batch
