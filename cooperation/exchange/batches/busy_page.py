"""Pages that read a batch's file: when other files are being read, or when the time for it is up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.pages import address, context_of
from cooperation.exchange.file_slots import BusyError, work_on_file
from cooperation.exchange.time_limit import TimeUpError

Page = Callable[[Any, HttpRequest, ImportBatch], HttpResponse]
WAIT = 2.0  # seconds in which the request keeps its thread
RETRY_AFTER = 5  # seconds


def reading_page(page: Page) -> Page:
    """Give the page a slot and the time limit; where there is no slot, or the time is up, say so instead."""

    def view(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        try:
            with work_on_file(WAIT):
                return page(desk, request, batch)
        except BusyError:
            return busy(desk, request, batch)
        except TimeUpError as error:
            for problem in error.problems:
                messages.error(request, str(problem))
            return HttpResponseRedirect(address(batch))

    return view


def busy(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    context = context_of(desk, request, batch, title=_("Other files are being read"), retry_after=RETRY_AFTER)
    response = TemplateResponse(request, "admin/exchange/busy.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    if request.method == "GET":
        response["Refresh"] = str(RETRY_AFTER)
    return response
