"""Public pages are made once: kept until anything public changes, and known again by whoever has them.

The version of the register is asked for ahead of everything else, so a page is never kept as newer than it is. Its tag
says all that a page is made from: the version, the whole address, the day (pages say what is coming) and the build.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.timezone import localdate

from cooperation.public.keeping import Kept, KeptPage
from cooperation.public.packing import WAYS, is_worth_it, way_wanted
from cooperation.records.version import current_version

# Whoever stands between may keep it too, and asks each time whether it is still so: the answer is a few bytes.
CACHE_CONTROL: Final = "public, max-age=0, must-revalidate"
BUILT_FROM: Final = ("*.py", "*.html", "*.mo", "*.css", "*.svg", "*.json", "*.md", "requirements.txt")
COOKIES_OF_SOMEBODY: Final = frozenset({settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name})


class FreshPages:
    """Middleware. It stands outside of all that a page's headers come from, and inside of what redirects to HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REGISTER_KEPT_MEGABYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.kept: Kept[KeptPage] = Kept(settings.REGISTER_KEPT_MEGABYTES * 2**20)
        self.build = build()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or is_somebody(request):
            return self.get_response(request)
        version = current_version()
        tag = self.tag(request, version)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return unchanged(tag)
        way = way_wanted(request.headers.get("Accept-Encoding", ""))
        if page := self.kept.get(version, tag + way):
            return answer_of(page)
        response = self.get_response(request)
        if not is_for_everybody(request, response):
            return response
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        response.headers.setdefault("ETag", tag)
        patch_vary_headers(response, ["Accept-Encoding"])
        if isinstance(response, HttpResponse):
            pack(response, way)
            if request.method == "GET":
                page = KeptPage(response.content, list(response.headers.items()))
                self.kept.keep(version, tag + way, page)
        return response

    def tag(self, request: HttpRequest, version: tuple[str, ...]) -> str:
        """A weak one, since the same page goes out packed and as it is."""
        address = (request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
        made_from = (version, address, localdate().isoformat(), self.build)
        return f'W/"{hashlib.sha256(repr(made_from).encode()).hexdigest()[:32]}"'


def is_somebody(request: HttpRequest) -> bool:
    """Whether the request comes from somebody with a session, or with words waiting for them."""
    return not COOKIES_OF_SOMEBODY.isdisjoint(request.COOKIES)


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer is a public page that depends on nothing but its address."""
    place = request.resolver_match
    if place is None or place.namespaces[:1] != ["cooperation"] or response.status_code != 200:
        return False
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {"", "accept-encoding"}
    if response.cookies or varies:
        patch_cache_control(response, private=True, no_store=True)
        return False
    return not {"private", "no-store"} & set(response.headers.get("Cache-Control", "").split(", "))


def unchanged(tag: str) -> HttpResponse:
    headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept-Encoding"}
    return HttpResponseNotModified(headers=headers)


def answer_of(page: KeptPage) -> HttpResponse:
    return HttpResponse(page.body, headers=dict(page.headers))


def pack(response: HttpResponse, way: str) -> None:
    content_type = response.headers.get("Content-Type", "")
    if way and "Content-Encoding" not in response.headers and is_worth_it(content_type, len(response.content)):
        response.content = WAYS[way](response.content)
        response.headers["Content-Encoding"] = way
    response.headers["Content-Length"] = str(len(response.content))


def build() -> str:
    """A digest of what makes pages besides the register: the code, its texts and looks, and the settings."""
    digest = hashlib.sha256()
    for path in built_from(settings.BASE_DIR):
        digest.update(path.read_bytes())
    own = sorted((name, value) for name, value in os.environ.items() if name.startswith("REGISTER_"))
    digest.update(repr(own).encode())
    return digest.hexdigest()


def built_from(root: Path) -> Iterator[Path]:
    for folder in ("config", "cooperation", "templates", "static"):
        for pattern in BUILT_FROM:
            yield from sorted((root / folder).rglob(pattern))
    yield root / "requirements.txt"
