"""Why there is no figure or date: three different things, none of which is an empty cell."""

import enum
from typing import Final

from cooperation.values.languages import DANISH, ENGLISH, language_or_active, tidy


class Absence(enum.StrEnum):
    """Equal to its canonical `text`; shown, like every value, in the active language."""

    NOT_KNOWN = "not known"
    NONE = "none"
    WITHHELD = "withheld"

    @classmethod
    def read(cls, text: str) -> "Absence | None":
        """The absence that English or Danish words name, or None where they name something else."""
        return _WRITTEN.get(tidy(text))

    @property
    def text(self) -> str:
        return self.value

    def __str__(self) -> str:
        return ABSENCE_WORDS[language_or_active(None)][self]

    def __format__(self, format_spec: str) -> str:
        return format(str(self), format_spec)


ABSENCE_WORDS: Final[dict[str, dict[Absence, str]]] = {
    ENGLISH: {absence: absence.value for absence in Absence},
    DANISH: {Absence.NOT_KNOWN: "ikke kendt", Absence.NONE: "ingen", Absence.WITHHELD: "tilbageholdt"},
}

_WRITTEN: Final = {
    "not known": Absence.NOT_KNOWN,
    "unknown": Absence.NOT_KNOWN,
    "ikke kendt": Absence.NOT_KNOWN,
    "ukendt": Absence.NOT_KNOWN,
    "none": Absence.NONE,
    "ingen": Absence.NONE,
    "intet": Absence.NONE,
    "withheld": Absence.WITHHELD,
    "tilbageholdt": Absence.WITHHELD,
}
