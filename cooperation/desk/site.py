"""The desk as a whole: its name, its index and the way to the other language."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cooperation.desk.autocomplete import OfferedJsonView
from cooperation.desk.offering import is_term
from cooperation.records.models import Record


class DeskSite(AdminSite):
    site_title = gettext_lazy("Cooperation register")
    site_header = gettext_lazy("Cooperation register: the desk")
    index_title = gettext_lazy("The desk")
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "other_languages": other_languages(request)}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Records first, then the lookup lists, the files that were brought in, and accounts."""
        found: list[Any] = []
        for app in super().get_app_list(request, app_label):
            if app["app_label"] == "cooperation":
                found[:0] = [group for group in records_and_lists(app) if group["models"]]
            else:
                found.append(app)
        return found

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = OfferedJsonView.as_view(admin_site=self)
        response: HttpResponse = view(request)
        return response


def records_and_lists(app: dict[str, Any]) -> list[dict[str, Any]]:
    records = [model for model in app["models"] if issubclass(model["model"], Record)]
    lists = [model for model in app["models"] if is_term(model["model"])]
    groups = {_("Records"): records, _("Lookup lists"): lists}
    for model in app["models"]:
        if model not in records and model not in lists:
            groups.setdefault(str(getattr(model["model"], "desk_group", _("Imports"))), []).append(model)
    return [{**app, "name": name, "models": models} for name, models in groups.items()]


def other_languages(request: HttpRequest) -> list[dict[str, str]]:
    """The same page in the languages it is not shown in."""
    here = request.get_full_path()
    return [
        {"code": code, "name": name, "url": translate_url(here, code)}
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
