"""Whole pages kept in the memory of a process: the last ones asked for, within so many bytes."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

BESIDE_THE_BODY: Final = 2000
"""Bytes of memory that headers and key take, about."""
LARGEST_SHARE: Final = 8
"""A page may take this part of the whole: one large file must not drive out all others."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    body: bytes
    headers: Sequence[tuple[str, str]]

    @property
    def size(self) -> int:
        return len(self.body) + BESIDE_THE_BODY


class KeptPages:
    """Pages of one version of the register: those of another version are let go when the first of this is asked for."""

    def __init__(self, most_bytes: int) -> None:
        self.most, self.held = most_bytes, 0
        self.version: object = None
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.lock = Lock()

    def get(self, version: object, key: str) -> KeptPage | None:
        with self.lock:
            self._turn_to(version)
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def keep(self, version: object, key: str, page: KeptPage) -> None:
        if page.size > self.most // LARGEST_SHARE:
            return
        with self.lock:
            if version != self.version or key in self.pages:
                return  # it was made while the register changed, or twice at once
            self.pages[key] = page
            self.held += page.size
            while self.held > self.most:
                _key, oldest = self.pages.popitem(last=False)
                self.held -= oldest.size

    def _turn_to(self, version: object) -> None:
        if version != self.version:
            self.pages.clear()
            self.version, self.held = version, 0
