"""What stands at the root of the site, in no language of its own, where programs look for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import override

from cooperation.public.feeds import sitemap
from cooperation.public.feeds.iati import iati_file
from cooperation.public.problems import ANYWHERE
from cooperation.records.languages import LANGUAGES

View = Callable[..., HttpResponseBase]


def for_programs(view: View) -> View:
    """The same for everybody, whatever language their browser asks for, and to be read from anywhere."""

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        with override(LANGUAGES[0]):
            response = view(request, **arguments)
        for name, value in ANYWHERE.items():
            response.headers[name] = value
        return response

    return answer


urlpatterns = [
    path("robots.txt", for_programs(sitemap.robots), name="robots"),
    path("sitemap.xml", for_programs(sitemap.index), name="sitemap"),
    path("sitemap-<slug:name>.xml", for_programs(sitemap.part), name="sitemap_part"),
    path("iati.xml", for_programs(iati_file), name="iati"),
]
