"""What an officer is asked where both the embassy and the house changed the same."""

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.problems import shortened

EMBASSY, HERE = "embassy", "here"
"""Whose word is taken."""


class About(enum.StrEnum):
    CELL = "cell"
    DELETED = "deleted"
    THERE_ALREADY = "there already"
    ROW_GONE = "row gone"
    ROW_TAKEN_AWAY = "row taken away"


MESSAGES: dict[About, Promise] = {
    About.CELL: gettext_lazy(
        "changed on both sides: sent as %(sent)s, the embassy writes %(theirs)s, here it is now %(here)s; "
        "say which counts"
    ),
    About.DELETED: gettext_lazy("deleted here since it was sent, and changed by the embassy; say which counts"),
    About.THERE_ALREADY: gettext_lazy(
        "the register has a record of this reference, which was not sent, and it says otherwise; say which counts"
    ),
    About.ROW_GONE: gettext_lazy("taken away here since it was sent, and changed by the embassy; say which counts"),
    About.ROW_TAKEN_AWAY: gettext_lazy(
        "the embassy took row %(name)s away, which was changed here since it was sent: sent as %(sent)s, "
        "here it is now %(here)s; say which counts"
    ),
}


@dataclass(frozen=True)
class Question:
    """`sent`, `theirs` and `here` are cells as text; of whole rows, their cells that differ. `row` is None where the
    file has no such row, `field` and `letter` are empty where the question is about a whole row."""

    about: About
    sheet: str
    label: str
    row: int | None
    letter: str
    name: str
    field: str
    sent: str
    theirs: str
    here: str

    @property
    def digest(self) -> str:
        """Return what an answer is kept under: when either side changes again, the question is a new one."""
        said = (self.about.value, self.sheet, self.name, self.field, self.sent, self.theirs, self.here)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]

    def answer(self, answers: Mapping[str, str]) -> str:
        return answers.get(self.digest, "")

    def message(self) -> str:
        said: dict[str, Any] = {name: quoted(getattr(self, name)) for name in ("sent", "theirs", "here")}
        return str(MESSAGES[self.about]) % {**said, "name": self.name}


def quoted(text: str) -> str:
    return f"“{shortened(text)}”" if text else _("nothing")
