"""Lists of the desk, whose addresses anybody may have changed by hand."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

LARGEST_KEY = 2**63 - 1
UNREADABLE = (IncorrectLookupParameters, ValueError, OverflowError, DataError)
"""What Django and the databases raise about a filter with a value that cannot be compared with the column."""


def is_key(text: str) -> bool:
    """Whether the text may be the primary key of a record."""
    return text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_KEY)) and int(text) <= LARGEST_KEY


def require_keys(texts: Iterable[str]) -> None:
    """Raise BadRequest unless all are primary keys: a page of the desk sends no others."""
    if not all(map(is_key, texts)):
        raise BadRequest


class CheckedLists(admin.ModelAdmin):
    """Says that a filter cannot be read, and shows the whole list; Django does so for a part of such filters."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """A regular expression may be one that the database refuses or never finishes."""
        if lookup.endswith(("__regex", "__iregex")):
            return False
        allowed: Any = super().lookup_allowed
        return bool(allowed(lookup, value, request))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)
        except UNREADABLE as error:
            self.say_unreadable(request)
            raise IncorrectLookupParameters(str(error)) from error

    def say_unreadable(self, request: HttpRequest) -> None:
        messages.error(request, _("The address has a filter that cannot be read, so the whole list is shown."))

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any) -> HttpResponse | None:
        require_keys(request.POST.getlist(ACTION_CHECKBOX_NAME))
        return super().response_action(request, queryset, *args, **kwargs)
