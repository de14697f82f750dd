"""What was written for one version of the register, kept in the memory of a process within so many bytes."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

BESIDE_THE_BODY: Final = 2000
"""Bytes of memory that a page's headers and key take, about."""
BESIDE_THE_ROW: Final = 300
LARGEST_SHARE: Final = 8
"""One thing may take this part of the whole: a large file must not drive out all others."""


class Sized(Protocol):
    @property
    def size(self) -> int: ...


Thing = TypeVar("Thing", bound=Sized)


@dataclass(frozen=True, slots=True)
class KeptPage:
    body: bytes
    headers: Sequence[tuple[str, str]]

    @property
    def size(self) -> int:
        return len(self.body) + BESIDE_THE_BODY


@dataclass(frozen=True, slots=True)
class KeptRow:
    html: str

    @property
    def size(self) -> int:
        return len(self.html) + BESIDE_THE_ROW


class Kept(Generic[Thing]):
    """Things of one version of the register: those of another are let go when the first of this is asked for."""

    def __init__(self, most_bytes: int) -> None:
        self.most, self.held = most_bytes, 0
        self.version: object = None
        self.things: OrderedDict[Hashable, Thing] = OrderedDict()
        self.lock = Lock()

    def get(self, version: object, key: Hashable) -> Thing | None:
        with self.lock:
            self._turn_to(version)
            thing = self.things.get(key)
            if thing:
                self.things.move_to_end(key)
            return thing

    def keep(self, version: object, key: Hashable, thing: Thing) -> None:
        if thing.size > self.most // LARGEST_SHARE:
            return
        with self.lock:
            if version != self.version or key in self.things:
                return  # it was made while the register changed, or twice at once
            self.things[key] = thing
            self.held += thing.size
            while self.held > self.most:
                _key, oldest = self.things.popitem(last=False)
                self.held -= oldest.size

    def _turn_to(self, version: object) -> None:
        if version != self.version:
            self.things.clear()
            self.version, self.held = version, 0
