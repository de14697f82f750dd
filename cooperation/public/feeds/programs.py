"""Addresses that programs read, from any site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import override

from cooperation.public.problems import ANYWHERE, nothing_here
from cooperation.records.languages import LANGUAGES

View = Callable[..., HttpResponseBase]


def from_anywhere(view: View) -> View:
    """Its answers may be read by the pages of any site; what is not there is told as data."""

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        try:
            response = view(request, **arguments)
        except Http404:
            response = nothing_here()
        for name, value in ANYWHERE.items():
            response.headers[name] = value
        return response

    return answer


def in_no_language(view: View) -> View:
    """The same answer whatever language a browser asks for."""

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        with override(LANGUAGES[0]):
            return from_anywhere(view)(request, **arguments)

    return answer
