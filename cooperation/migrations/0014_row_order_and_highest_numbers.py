"""Give rows their place, and record the highest number that a row of each record has ever had.

Rows that exist count by themselves. What was deleted is known from the revisions and from citations that were left
behind; its numbers must not be given to another row.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import migrations
from django.db.models import F, Max

# kind of record, child row, its sheet in a document, its name in citations, its link to the record
ROWS = [
    ("partner", "partnername", "partner_names", "names", "partner_id"),
    ("partner", "membership", "memberships", "memberships", "partner_id"),
    ("partner", "partnercategory", "partner_categories", "categories", "partner_id"),
    ("partner", "contactpoint", "contact_points", "contact_points", "partner_id"),
    ("person", "personspelling", "person_spellings", "spellings", "person_id"),
    ("person", "office", "offices", "offices", "person_id"),
    ("programme", "programmepartner", "programme_partners", "partners", "programme_id"),
    ("activity", "activityparticipant", "activity_participants", "participants", "activity_id"),
    ("activity", "activityitem", "activity_items", "items", "activity_id"),
    ("fund", "fundingline", "funding_lines", "lines", "fund_id"),
    ("meeting", "meetingparticipant", "meeting_participants", "participants", "meeting_id"),
    ("meeting", "agendaitem", "agenda_items", "agenda", "meeting_id"),
    ("meeting", "outcome", "outcomes", "outcomes", "meeting_id"),
    ("declaration", "declarationparty", "declaration_parties", "parties", "declaration_id"),
    ("declaration", "declarationrelation", "declaration_relations", "relations", "declaration_id"),
    ("commitment", "progress", "progress", "progress", "commitment_id"),
]
Numbers = defaultdict[tuple[str, str, int], int]
"""Kind of record, child row and id of the record → the highest number."""
BY_SHEET = {(kind, sheet): row for kind, row, sheet, _name, _link in ROWS}
BY_NAME = {(kind, name): row for kind, row, _sheet, name, _link in ROWS}


def set_sort_orders(apps: Any, schema_editor: Any) -> None:
    for row in [*(row for _kind, row, *_names in ROWS), "citation"]:
        apps.get_model("cooperation", row).objects.update(sort_order=F("number"))


def record_highest_numbers(apps: Any, schema_editor: Any) -> None:
    highest: Numbers = defaultdict(int)
    note_revisions(apps, highest)
    note_citations(highest, apps.get_model("cooperation", "Citation").objects.values_list(
        "content_type__model", "object_id", "field"
    ))
    existing = numbers_in_use(apps)
    mark = apps.get_model("cooperation", "RowNumberMark")
    mark.objects.bulk_create(
        [
            mark(kind=kind, rows=row, object_id=pk, number=number)
            for (kind, row, pk), number in sorted(highest.items())
            if number > existing.get((kind, row, pk), 0)
        ],
        batch_size=200,
    )


def note_revisions(apps: Any, highest: Numbers) -> None:
    """Only records with several revisions can have lost a row."""
    revisions = apps.get_model("cooperation", "Revision").objects
    changed = revisions.filter(number__gt=1).values("object_id")
    documents = revisions.filter(object_id__in=changed, document__isnull=False)
    lines = documents.values_list("content_type__model", "object_id", "document")
    for kind, pk, document in lines.iterator(chunk_size=500):
        for sheet, rows in document["rows"].items():
            row = "citation" if sheet == "citations" else BY_SHEET.get((kind, sheet), "")
            for number in (int(cells["number"]) for cells in rows if row):
                highest[kind, row, pk] = max(highest[kind, row, pk], number)
        note_citations(highest, ((kind, pk, cells["field"]) for cells in document["rows"].get("citations", [])))


def note_citations(highest: Numbers, citations: Iterable[tuple[str, int, str]]) -> None:
    for kind, pk, field in citations:
        name, _dot, number = (field or "").partition(".")
        row = BY_NAME.get((kind, name))
        if row and number.isascii() and number.isdigit() and int(number) < 1_000_000:
            highest[kind, row, pk] = max(highest[kind, row, pk], int(number))


def numbers_in_use(apps: Any) -> dict[tuple[str, str, int], int]:
    found: dict[tuple[str, str, int], int] = {}
    for kind, row, _sheet, _name, link in ROWS:
        last = apps.get_model("cooperation", row).objects.order_by().values_list(link).annotate(last=Max("number"))
        found |= {(kind, row, pk): number for pk, number in last}
    cited = apps.get_model("cooperation", "Citation").objects.order_by()
    last = cited.values_list("content_type__model", "object_id").annotate(last=Max("number"))
    return found | {(kind, "citation", pk): number for kind, pk, number in last}


class Migration(migrations.Migration):

    dependencies = [("cooperation", "0013_row_numbers_are_never_reused")]

    operations = [
        migrations.RunPython(set_sort_orders, migrations.RunPython.noop),
        migrations.RunPython(record_highest_numbers, migrations.RunPython.noop),
    ]
