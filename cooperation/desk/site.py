"""The desk as a whole: its name, its index and the way to the other language."""

from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.forms import TextInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, translate_url
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cooperation.desk.autocomplete import OfferedJsonView
from cooperation.desk.offering import is_term
from cooperation.records.models import Record


def refuse_null_characters(view: Any) -> Any:
    """PostgreSQL takes no text with such a character, and no browser sends one by itself."""

    @wraps(view)
    def checked_view(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "\0" in f"{request.path}?{unquote(request.META.get('QUERY_STRING', ''))}":
            raise BadRequest
        return view(request, *args, **kwargs)

    return checked_view


class SignInForm(AdminAuthenticationForm):
    """Refuses a name that no account can have before axes stores it: PostgreSQL takes no longer one."""

    username = UsernameField(max_length=150, widget=TextInput(attrs={"autofocus": True}))


class DeskSite(AdminSite):
    site_title = gettext_lazy("Cooperation register")
    site_header = gettext_lazy("Cooperation register: the desk")
    index_title = gettext_lazy("The desk")
    empty_value_display = "–"
    login_form = SignInForm

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

    def get_urls(self) -> list[Any]:
        """Django's own address of “View on site” asks for no permission and leads to drafts as well."""
        view = self.admin_view(self.view_on_site)
        return [path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site"), *super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Redirect to the public page of a published record that the user may view."""
        model_admin = self.get_record_admin(content_type_id)
        record = model_admin.get_object(request, object_id)
        if not model_admin.has_view_permission(request, record):
            raise PermissionDenied
        address = model_admin.get_view_on_site_url(record)
        if address is None:
            raise Http404
        return HttpResponseRedirect(address)

    def get_record_admin(self, content_type_id: str) -> Any:
        try:
            model: Any = ContentType.objects.get_for_id(int(content_type_id)).model_class()
        except (ContentType.DoesNotExist, ValueError) as error:
            raise Http404 from error
        if model is None or not issubclass(model, Record) or not self.is_registered(model):
            raise Http404
        return self.get_model_admin(model)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(refuse_null_characters(view), cacheable)

    @method_decorator(refuse_null_characters)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().login(request, extra_context)

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
