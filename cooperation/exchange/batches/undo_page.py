"""An import undone: first what that would do, then the report."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.exchange.batches.models import ImportBatch, name_of
from cooperation.exchange.batches.pages import address, context_of, log_undone
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.undoing import UndoReport, undo

REFUSALS_SHOWN = 20


def undo_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if batch.state != ImportBatch.State.DONE or batch.action is None:
        return HttpResponseRedirect(address(batch))
    refused: list[str] = []
    if request.method == "POST":
        try:
            undone = undo_batch(batch.pk, request.user)
        except RefusedError as error:
            refused = [str(problem) for problem in error.problems]
        else:
            if undone is not None:
                log_undone(request, undone)
            return HttpResponseRedirect(address(batch))
    report = UndoReport()
    try:
        report = undo(batch.action, request.user, dry_run=True)
    except RefusedError as error:
        refused = [str(problem) for problem in error.problems]
    context = context_of(
        desk,
        request,
        batch,
        report=report,
        refused=refused[:REFUSALS_SHOWN],
        more_refused=max(0, len(refused) - REFUSALS_SHOWN),
        title=_("Undo this import?"),
    )
    return TemplateResponse(request, "admin/exchange/undo.html", context)


@transaction.atomic
def undo_batch(pk: int, user: Any) -> ImportBatch | None:
    """Undo the batch and keep the report; None where somebody else has undone it meanwhile."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).filter(pk=pk, state=ImportBatch.State.DONE).first()
    if batch is None or batch.action is None:
        return None
    batch.undone = asdict(undo(batch.action, user))
    batch.state, batch.undone_at, batch.undone_by_name = ImportBatch.State.UNDONE, timezone.now(), name_of(user)
    batch.save()
    return batch
