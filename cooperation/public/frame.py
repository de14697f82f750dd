"""What stands around every page: menu, language switch, and the page's addresses in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language

from cooperation.public.navigation import Kind, kinds


@dataclass(frozen=True)
class Tongue:
    code: str
    name: str
    address: str
    absolute: str
    current: bool


class Frame:
    """Worked out only where a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def kinds(self) -> Sequence[Kind]:
        return kinds()

    def here(self) -> str:
        return self.request.path

    @cached_property
    def languages(self) -> list[Tongue]:
        return [self._tongue(code, name) for code, name in settings.LANGUAGES]

    def canonical(self) -> str:
        return self.request.build_absolute_uri(self._address())

    def _tongue(self, code: str, name: str) -> Tongue:
        address = self._address() if code == get_language() else translate_url(self._address(), code)
        if code != get_language() and address == self._address():  # a page that does not exist
            address = f"/{code}/"
        return Tongue(code, name, address, self.request.build_absolute_uri(address), code == get_language())

    def _address(self) -> str:
        """This page's, without the filters that were left empty."""
        asked = QueryDict(mutable=True)
        for name, values in self.request.GET.lists():
            asked.setlist(name, [value for value in values if value])
        query = asked.urlencode()
        return f"{self.request.path}?{query}" if query else self.request.path


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor."""
    return {"frame": Frame(request)}
