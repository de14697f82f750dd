"""The addresses of a kind of record: its list, its records, and both with other endings."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.generic import View

from cooperation.public.detail import RecordDetailView
from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS, Ending, Listing, record_address
from cooperation.public.history import RecordHistoryView
from cooperation.public.left_behind import moved_to
from cooperation.public.lists import RecordListView
from cooperation.public.problems import ANYWHERE, nothing_here, unreadable, withdrawn
from cooperation.records.models import Record, reference_format


def addresses(folder: str, listed: type[RecordListView], one: type[RecordDetailView]) -> list[URLPattern]:
    """Return `folder/`, `folder.csv`, `folder/reference/`, its history and `folder/reference.json`, for all endings."""
    stem = listed.model._meta.model_name
    return [
        path(f"{folder}/", listed.as_view(), name=f"{stem}_list"),
        path(f"{folder}.<slug:ending>", ListAs.as_view(page=listed), name=f"{stem}_list_as"),
        path(f"{folder}/<slug:reference>/", one.as_view(), name=f"{stem}_detail"),
        path(f"{folder}/<slug:reference>/history/", RecordHistoryView.as_view(page=one), name=f"{stem}_history"),
        path(f"{folder}/<str:reference>.<slug:ending>", RecordAs.as_view(page=one), name=f"{stem}_detail_as"),
    ]


class DataView(View):
    """What is at an address with an ending. Its answers, refusals too, may be read from anywhere."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except Http404:
            response = nothing_here()
        for name, value in ANYWHERE.items():
            response.headers[name] = value
        return response


class ListAs(DataView):
    page: type[RecordListView] = RecordListView

    def get(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        found = fitting(LIST_ENDINGS.get(ending), self.page.model)
        view = self.page()
        view.setup(request)
        if refusal := unreadable(request, view.asked):
            return refusal
        return found.answer(Listing(request, self.page.model, view.asked, view.filtered()))


class RecordAs(DataView):
    page: type[RecordDetailView] = RecordDetailView

    def get(self, request: HttpRequest, reference: str, ending: str) -> HttpResponseBase:
        found = fitting(RECORD_ENDINGS.get(ending), self.page.model)
        model = self.page.model
        if not re.match(reference_format.regex, reference):
            raise Http404
        record = model.objects.published().filter(reference=reference).first()
        if record is None:
            moved = moved_to(model, reference)
            return redirect(record_address(moved, found), permanent=True) if moved else withdrawn()
        return found.answer(request, record)


def fitting(ending: Ending | None, model: type[Record]) -> Ending:
    if ending is None or not ending.fits(model):
        raise Http404
    return ending
