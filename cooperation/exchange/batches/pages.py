"""The pages of a batch: what it would do or did, the file itself, and the buttons that lead on."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.exchange.batches.carrying import begin, begin_again, log, start
from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.looking import LEFT_OUT, ORDER, PARKED, UNLISTED
from cooperation.exchange.batches.marking import marked_workbook
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.naming_page import names_shown, ticked_names
from cooperation.exchange.batches.new_records import correct_new
from cooperation.exchange.batches.permissions import kinds
from cooperation.exchange.batches.profiles import shown_profile
from cooperation.exchange.batches.progress import rows_written
from cooperation.exchange.batches.reading_beside import look_soon, may_pass_now, reading_has_stopped, reading_shown
from cooperation.exchange.batches.remarks import former_shown, references_asked
from cooperation.exchange.batches.showing import COUNTED, page_of
from cooperation.exchange.batches.watching import has_stopped, seconds_left

REFRESH = 2  # seconds
NOTICED = 20
ROW, COLUMN = re.compile(r"[1-9][0-9]{0,6}"), re.compile(r"[A-Z]{1,3}")


def address(batch: ImportBatch, page: str = "change", /, **query: Any) -> str:
    found = reverse(f"admin:cooperation_importbatch_{page}", args=[batch.pk])
    return f"{found}?{urlencode(query)}" if query else found


def context_of(desk: Any, request: HttpRequest, batch: ImportBatch, **more: Any) -> dict[str, Any]:
    kind = kinds().get(batch.kind)
    return {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "batch": batch,
        "kind_name": kind._meta.verbose_name_plural if kind else _("the whole register"),
        "title": batch.file_name,
        "own_name": f"{batch.file_name}, ",
        **more,
    }


def batch_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """What the file would do, while it is open; how far it is, while it is written; what it did, ever after."""
    outcome, sheet = request.GET.get("outcome", ""), request.GET.get("sheet", "")
    number = request.GET.get("page", "1")
    shown = page_of(batch, outcome, sheet, int(number) if number.isdecimal() else 1)
    stopped = has_stopped(batch)
    writing = batch.state == ImportBatch.State.WRITING and not stopped
    written = rows_written(batch) if writing else 0
    reading = reading_shown(batch)
    context = context_of(
        desk,
        request,
        batch,
        shown=shown,
        outcome=outcome,
        sheet=sheet,
        outcomes=outcomes_of(batch),
        sheets=sheets_of(batch),
        stopped=stopped,
        writing=writing,
        choosing=batch.is_open,
        written=written,
        seconds_left=seconds_left(batch, written) if writing else 0,
        notice=batch.notice[:NOTICED],
        nothing=why_nothing(batch),
        choices=(choices := Choices.of(batch.choices)),
        remarks=(remarks := remarks_shown(batch, choices)),
        former=former_shown(remarks),
        new_records=names_shown(batch, choices, request.user),
        unlisted_names=batch.count(UNLISTED),
        **reading,
    )
    response = TemplateResponse(request, "admin/exchange/batch.html", context)
    if writing or (reading["reading"] and not reading["reading_stopped"]):
        response["Refresh"] = str(REFRESH)
    return response


def why_nothing(batch: ImportBatch) -> str:
    """Say why there is nothing to import, where there is nothing."""
    rows = {out: sum(remark["rows"] for remark in batch.remarks if remark["out"] == out) for out in (True, False)}
    if batch.remarks and not rows[False]:
        if rows[True]:
            return _("The sheets of this import have column titles and no rows.")
        return _("The file has column titles and no rows.")
    if batch.count(LEFT_OUT) or batch.count(PARKED):
        return _("There is nothing to import: all other rows are left out or parked.")
    return _("There is nothing to import: the register says what the file says already.")


def remarks_shown(batch: ImportBatch, choices: Choices) -> list[dict[str, Any]]:
    """Return how each sheet was read, with the profile by which it was taken."""
    return [remark | {"profile": shown_profile(choices.profiles.get(remark["sheet"]))} for remark in batch.remarks]


def outcomes_of(batch: ImportBatch) -> list[tuple[str, str, int]]:
    return [(name, COUNTED[name] % count, count) for name in ORDER if (count := batch.count(name))]


def sheets_of(batch: ImportBatch) -> list[str]:
    return list(batch.parts.order_by("sheet").values_list("sheet", flat=True).distinct())


def choose(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Take corrections, rows left out and whether to park, and show what the file would do then."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if reading_has_stopped(batch) or (may_pass_now(batch) and "again" in request.POST):
        look_soon(batch, request.user)
    elif batch.is_open:
        batch.choices = on_the_page(request, batch).stored()
        batch.notice = []
        look_soon(batch, request.user)
    query = {name: request.POST.get(name, "") for name in ("outcome", "sheet", "page")}
    return HttpResponseRedirect(address(batch, **{name: value for name, value in query.items() if value}))


def on_the_page(request: HttpRequest, batch: ImportBatch) -> Choices:
    """Return the batch's choices with what the officer has ticked and typed by now."""
    choices = Choices.of(batch.choices)
    shown = names_shown(batch, choices, request.user)
    chosen(request, choices, batch)
    choices.new_records = ticked_names(request, shown, choices)
    return choices


def chosen(request: HttpRequest, choices: Choices, batch: ImportBatch) -> None:
    """Fields are named for what they are about, its parts parted by “|”, the sheet last."""
    user = request.user
    for name, value in request.POST.items():
        what, *about = name.split("|", 3 if name.startswith("correct|") else 2)
        if what == "correct" and len(about) == 3:
            row, letter, label = about
            if is_place(row, letter) and value != request.POST.get(f"was|{row}|{letter}|{label}"):
                correct(choices, label, row, letter, str(value).strip(), user)
        elif what == "shown" and len(about) == 2:
            row, label = about
            if is_place(row):
                choices.leave_out(label, row, out=f"out|{row}|{label}" in request.POST)
        elif what in ("left", "as_new_all"):
            choose_as_new(request, choices, batch, name)
    if "park" in request.POST:
        choices.park = request.POST["park"] == "yes"


def choose_as_new(request: HttpRequest, choices: Choices, batch: ImportBatch, name: str) -> None:
    """Take which references that other records had before new records shall have."""
    what, __, about = name.partition("|")
    if what == "as_new_all":
        choices.as_new[about] = references_asked(batch, about)
        return
    reference, __, label = about.partition("|")
    choices.take_as_new(label, reference, confirmed=f"as_new|{about}" in request.POST)


def correct(choices: Choices, label: str, row: str, letter: str, text: str, user: Any) -> None:
    """Correct a cell of the file, or of a record that is made from a name."""
    if not correct_new(choices, label, int(row), letter, text, user):
        choices.correct(label, row, letter, text)


def is_place(row: str, letter: str = "A") -> bool:
    """Whether a spreadsheet has such a cell."""
    return bool(ROW.fullmatch(row) and COLUMN.fullmatch(letter))


def bring_in(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Write what was shown, or go on where a writing stopped."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if batch.is_open and "page" in request.POST and not on_the_page(request, batch).same_as(Choices.of(batch.choices)):
        messages.warning(request, _("Nothing was imported: look first at what your last changes would do."))
        return choose(desk, request, batch)
    seen = request.POST.get("fingerprint") == batch.fingerprint
    mark = (begin(batch) or begin_again(batch)) if seen else None
    if mark is None:
        messages.warning(request, _("Nothing was done: the import is not as this page showed it. Look at it again."))
    else:
        batch.started_at = mark
        start(batch, mark, request.user)
        tell(request, batch)
    return HttpResponseRedirect(address(batch))


def tell(request: HttpRequest, batch: ImportBatch) -> None:
    batch.refresh_from_db(fields=["state"])
    if batch.state == ImportBatch.State.DONE:
        messages.success(request, _("Imported."))
    elif batch.state != ImportBatch.State.WRITING:
        messages.warning(request, _("Nothing was imported: the register has changed. Look at what would happen now."))


def file_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The file as it was uploaded, never opened in the browser."""
    return attachment(batch.content, batch.file_name)


def errors_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The officer's own workbook with what is wrong in it."""
    return marked(batch, wrong_rows_alone=False, ending=_("errors"))


def parked_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The rows that did not go in, as a file to be put right and uploaded."""
    return marked(batch, wrong_rows_alone=True, ending=_("parked"))


def marked(batch: ImportBatch, *, wrong_rows_alone: bool, ending: str) -> HttpResponse:
    content = marked_workbook(batch, wrong_rows_alone=wrong_rows_alone)
    return attachment(content, f"{Path(batch.file_name).stem} ({ending}).xlsx")


def attachment(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def undone_message(batch: ImportBatch) -> str:
    counts = {name: len(batch.undone.get(name, ())) for name in ("put_back", "deleted", "left")}
    return _("Undone: %(put_back)s put back, %(deleted)s deleted, %(left)s left.") % counts


def log_undone(request: HttpRequest, batch: ImportBatch) -> None:
    message = undone_message(batch)
    messages.success(request, message)
    log(batch, request.user, message)
