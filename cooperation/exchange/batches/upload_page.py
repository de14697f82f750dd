"""The page on which a file is brought: of one kind of record, or of the whole register."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cooperation.exchange.batches.forms import UploadForm
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.pages import address
from cooperation.exchange.batches.permissions import kinds
from cooperation.exchange.batches.reading_beside import may_pass_now, receive_soon
from cooperation.exchange.problems import RefusedError

RECENT = 5


def upload_page(desk: Any, request: HttpRequest, kind: str) -> HttpResponse:
    """Who may come here the caller has asked."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["import_file"]
        try:
            batch = receive_soon(file.name, file.read(), kind, request.user)
        except RefusedError as error:
            form.add_error("import_file", [str(problem) for problem in error.problems])
        else:
            return HttpResponseRedirect(
                address(batch, "columns" if batch.problems and not may_pass_now(batch) else "change")
            )
    model = kinds().get(kind)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "form": form,
        "title": _("Import"),
        "kind_name": model._meta.verbose_name_plural if model else _("the whole register"),
        "recent": ImportBatch.objects.filter(kind=kind)[:RECENT],
        "whole": not model,
    }
    return TemplateResponse(request, "admin/exchange/upload.html", context)
