"""Show what an officer typed into the form of a record that somebody else deleted."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.forms import BaseForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from cooperation.desk.changed_meanwhile import deleted_message
from cooperation.desk.posted_values import in_words, posted_value
from cooperation.exchange.checked_lists import is_key
from cooperation.revisions.models import Revision

Typed = list[tuple[str, str]]
"""Label and value of each field."""


def deleted_page(desk: Any, request: HttpRequest, object_id: str) -> HttpResponse | None:
    """Return the page with what was typed; None where there never was such a record."""
    revisions = find_deletions(desk.model, object_id)
    if not revisions:
        return None
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": capfirst(str(desk.opts.verbose_name)),
        "message": deleted_message(revisions),
        "typed": list(typed_in(desk, request)),
    }
    return TemplateResponse(request, "admin/deleted_meanwhile.html", context)


def find_deletions(model: Any, object_id: str) -> list[Revision]:
    """Return the revisions in which the record was deleted, the last one first."""
    if not is_key(object_id):
        return []
    kind = ContentType.objects.get_for_model(model)
    deleted = Revision.objects.filter(content_type=kind, object_id=object_id, change=Revision.Change.DELETED)
    return list(deleted.select_related("action__user").order_by("-number"))


def typed_in(desk: Any, request: HttpRequest) -> Iterator[tuple[str, Typed]]:
    """Give the filled fields of the record, and of each row under its name; rows to be deleted are left out."""
    data, blank = request.POST, desk.model()
    yield "", values_of(desk.get_form(request, blank, change=True)(), data, "")
    for formset, inline in desk.get_formsets_with_inlines(request, blank):
        prefix, form = formset.get_default_prefix(), formset().empty_form
        indexes = {int(found[1]) for key in data if (found := re.match(rf"{re.escape(prefix)}-(\d+)-", key))}
        for index in sorted(indexes):
            typed = values_of(form, data, f"{prefix}-{index}-")
            if typed and not data.get(f"{prefix}-{index}-{DELETION_FIELD_NAME}"):
                yield capfirst(str(inline.opts.verbose_name)), typed


def values_of(form: BaseForm, data: QueryDict, prefix: str) -> Typed:
    typed = []
    for bound in form.visible_fields():
        value = posted_value(bound.field, data, f"{prefix}{bound.name}")
        if value and bound.name != DELETION_FIELD_NAME:
            typed.append((str(bound.label), in_words(bound.field, value)))
    return typed
