"""An action taken back: what was there before is put in its place again, or named and left."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from cooperation.exchange.applying import carry_out
from cooperation.exchange.deleting import delete_records
from cooperation.exchange.guarded import may_change_all
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Plan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.reading import Sheet
from cooperation.records.models import GUARDED_STATES, Record
from cooperation.records.permissions import refusal_in, term_refusal
from cooperation.records.referrers import kind_with_id, referrers
from cooperation.records.resources import DocumentResource, resource_of
from cooperation.records.tables import among_ids
from cooperation.revisions.documents import document_texts
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.present import present_documents
from cooperation.revisions.recording import Recorder, last_numbers
from cooperation.revisions.upgrades import FORMAT, upgrade_document

Model = type[models.Model]
Change = Revision.Change


@dataclass
class UndoReport:
    """References of records put back and deleted; those left as they are, each with the reason."""

    put_back: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def undo(action: Action, user: Any = None, *, dry_run: bool = False) -> UndoReport:
    """Take an action back as far as nobody has built on it; say what was put back, deleted and left.

    Records changed since stay as they are, and so do new ones to which others refer by now. With `dry_run` nothing is
    written and the report says what would be done. Raises RefusedError where the user may not make one of the changes:
    an action is undone once, so what one user left out could not be undone by another.
    """
    report = UndoReport()
    recorder = Recorder(Action.Kind.UNDO, user, _("undo: %(why)s") % {"why": action.why})
    revisions = untouched(action.revisions.order_by("pk"), report)
    if user is not None and (problems := forbidden_undoing(revisions, user)):
        raise RefusedError(problems)
    put_back([r for r in revisions if r.change == Change.CHANGED], recorder, report, dry_run=dry_run)
    take_out([r for r in revisions if r.change == Change.NEW], recorder, report, dry_run=dry_run)
    return report


def untouched(revisions: Iterable[Revision], report: UndoReport) -> list[Revision]:
    """Return the revisions of records that are as the revision has them; name the others.

    A later revision is no hindrance where it says the same again, as after the undoing of a later import.
    """
    by_kind: dict[int, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_kind[revision.content_type_id].append(revision)
    found = []
    for kind, group in by_kind.items():
        model = kind_with_id(kind)
        last = last_revisions(model, kind, [revision.object_id for revision in group])
        numbers = stored_numbers(model, [revision.object_id for revision in group])
        for revision in group:
            number, latest = numbers.get(revision.object_id), last[revision.object_id]
            if number is None or not same_document(latest, revision) or number not in (0, latest.number):
                report.left.append((revision.reference, why_left(model, revision)))
            else:
                found.append(revision)
    return found


def same_document(one: Revision, other: Revision) -> bool:
    """Whether two revisions of a record say the same, though they may be in different formats."""
    if one.document is None or other.document is None or one.document.get("format") == other.document.get("format"):
        return bool(one.document == other.document)
    resource = resource_of(kind_with_id(one.content_type_id))
    return upgrade_document(resource, one.document) == upgrade_document(resource, other.document)


def why_left(model: Model, revision: Revision) -> str:
    """Say what became of a record since the revision."""
    reference = model._default_manager.filter(pk=revision.object_id).values_list("reference", flat=True).first()
    if reference is None:
        return _("deleted since")
    if reference != revision.reference:
        return _("renamed to “%(reference)s” since") % {"reference": reference}
    return _("changed since")


def forbidden_undoing(revisions: Iterable[Revision], user: Any) -> list[Problem]:
    """Return which records the user may not put back or delete, and why."""
    guarded = [r for r in revisions if not may_change_all(user, kind_with_id(r.content_type_id))]
    changed = [revision for revision in guarded if revision.change == Change.CHANGED]
    earlier = {(r.content_type_id, r.object_id): r for r in (revisions_before(changed) if changed else ())}
    problems = []
    for revision in guarded:
        if message := undo_refusal(revision, earlier.get((revision.content_type_id, revision.object_id))):
            sheet = resource_of(kind_with_id(revision.content_type_id)).sheet
            problems.append(Problem(sheet, message, value=revision.reference))
    return problems


def undo_refusal(revision: Revision, earlier: Revision | None) -> str:
    """Return why only an editor may undo this; nothing where anybody may who may import."""
    if not issubclass(kind_with_id(revision.content_type_id), Record):
        return term_refusal() if revision.change == Change.CHANGED else ""
    now, before = state_in(revision), state_in(earlier)
    if now in GUARDED_STATES:
        return refusal_in(now)
    return _("you may not publish or withdraw; ask an editor") if before in GUARDED_STATES else ""


def state_in(revision: Revision | None) -> str:
    return str(revision.document["fields"]["state"]) if revision and revision.document else ""


def last_revisions(model: Model, kind: int, ids: list[int]) -> dict[int, Revision]:
    """Return the last revision of each record by its id."""
    last = {(kind, pk, number) for pk, number in last_numbers(model, ids).items()}
    return {revision.object_id: revision for revision in kept(last)}


def stored_numbers(model: Model, ids: list[int]) -> dict[int, int]:
    """Return the revision numbers that the records themselves have; 0 for terms, which count none."""
    stored = model._default_manager.filter(pk__in=among_ids(ids))
    if issubclass(model, Record):
        return dict(stored.values_list("pk", "revision"))
    return dict.fromkeys(stored.values_list("pk", flat=True), 0)


def put_back(revisions: list[Revision], recorder: Recorder, report: UndoReport, *, dry_run: bool) -> None:
    """Give changed records the documents they had before, but for those that the register would no longer take."""
    earlier = {(kind_with_id(r.content_type_id), r.reference): r for r in revisions_before(revisions)}
    while earlier:
        plan = plan_of(list(earlier.values()))
        if not plan.problems:
            if not dry_run:
                carry_out(plan, recorder)
            break
        for model, reference, why in refused(plan):
            if earlier.pop((model, reference), None):
                report.left.append((reference, why))
    report.put_back += [reference for __, reference in earlier]


def revisions_before(revisions: Sequence[Revision]) -> list[Revision]:
    """Return what the history has of the records just before these revisions."""
    return kept({(revision.content_type_id, revision.object_id, revision.number - 1) for revision in revisions})


def kept(wanted: set[tuple[int, int, int]]) -> list[Revision]:
    """Return revisions by kind, record and number."""
    possible = Revision.objects.filter(object_id__in=among_ids({pk for __, pk, __ in wanted})).order_by()
    keys = possible.values_list("pk", "content_type_id", "object_id", "number")
    found = Revision.objects.filter(pk__in=among_ids(pk for pk, *key in keys if tuple(key) in wanted))
    return list(found.select_related("action"))


def refused(plan: Plan) -> Iterator[tuple[Model, str, str]]:
    """Give kind and reference of records that the plan refuses, by themselves or by a child row, and why."""
    for sheet in plan.sheets:
        names = sheet.row_resource.parent_fields() if sheet.row_resource else ("reference",)
        for index, problems in sheet.read.problems.items():
            owner = tuple(str(sheet.read.value(name, index)) for name in names)
            model, reference = (
                sheet.row_resource.parent_record(owner) if sheet.row_resource else (sheet.resource.model(), owner[0])
            )
            yield model, reference, problems[0].message


def plan_of(revisions: Sequence[Revision]) -> Plan:
    """Plan the kept documents as a file that has them whole."""
    sheets: list[Sheet] = []
    owners: dict[type[DocumentResource], set[Any]] = {}
    by_kind: dict[int, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_kind[revision.content_type_id].append(revision)
    resources: list[type[DocumentResource]] = []
    for kind, group in by_kind.items():
        resource = resource_of(kind_with_id(kind))
        resources += [resource]
        documents = documents_to_restore(resource, group)
        sheets.append(sheet_of(resource, [document["fields"] for __, document in documents]))
        for rows in resource.row_resources():
            lines = []
            for reference, document in documents:
                owner = rows.owner_of(resource.model(), reference)
                owners.setdefault(rows, set()).add(owner)
                parent = dict(zip(rows.parent_fields(), owner, strict=True))
                lines += [parent | line for line in document["rows"][rows.sheet]]
            sheets.append(sheet_of(rows, lines))
            resources.append(rows)
    return make_plan(merged(sheets), list(dict.fromkeys(resources)), owners=owners, restoring=True)


def documents_to_restore(
    resource: type[DocumentResource], revisions: Sequence[Revision]
) -> list[tuple[str, dict[str, Any]]]:
    """Return reference and document of the revisions; fields that came in since have what the register has now."""
    older = [revision.object_id for revision in revisions if is_older(revision)]
    texts = document_texts(resource, older) if older else {}
    current = {pk: json.loads(text) for pk, (__, text) in texts.items()}
    documents = present_documents(resource.model(), revisions)
    return [
        (revision.reference, upgrade_document(resource, documents[revision.pk], current.get(revision.object_id)))
        for revision in revisions
        if revision.pk in documents
    ]


def is_older(revision: Revision) -> bool:
    """Whether the document was written in an older format, in which fields of today may be missing."""
    return revision.document is not None and revision.document.get("format", 1) < FORMAT


def sheet_of(resource: type[DocumentResource], lines: list[dict[str, Any]]) -> Sheet:
    names = [column.name for column in resource.columns()]
    rows = [(number, [line[name] for name in names]) for number, line in enumerate(lines, start=2)]
    return Sheet(resource.sheet, resource.sheet, resource.headers(), rows)


def merged(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Bring the citations of all kinds into one sheet."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        if sheet.name in found:
            found[sheet.name] = replace(sheet, rows=[*found[sheet.name].rows, *sheet.rows])
        else:
            found[sheet.name] = sheet
    return list(found.values())


def take_out(revisions: list[Revision], recorder: Recorder, report: UndoReport, *, dry_run: bool) -> None:
    """Delete records that the action made, unless others refer to them."""
    going: dict[Model, dict[int, str]] = defaultdict(dict)
    for revision in revisions:
        going[kind_with_id(revision.content_type_id)][revision.object_id] = revision.reference
    for reference in keep_referred(going):
        report.left.append((reference, _("others refer to it")))
    for model, references in going.items():
        if not dry_run:
            delete_records(model, list(references))
            recorder.deleted(model, references)
        report.deleted += references.values()


def keep_referred(going: dict[Model, dict[int, str]]) -> list[str]:
    """Take out of `going` what a record that stays refers to, and then what that refers to; return the references."""
    kept: list[str] = []
    links = {model: referrers(model, references) for model, references in going.items()}
    while True:
        staying = [
            (model, pk)
            for model, targets in links.items()
            for pk, sources in targets.items()
            if pk in going[model] and any(pk_ not in going.get(source, ()) for source, pk_ in sources)
        ]
        if not staying:
            return kept
        kept += [going[model].pop(pk) for model, pk in staying]
