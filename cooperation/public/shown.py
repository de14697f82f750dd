"""What a field holds, with what a reader needs beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cooperation.records.languages import LocalText
from cooperation.records.models import Record, Referenced
from cooperation.values.absence import Absence
from cooperation.values.fields import Basis
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity


@dataclass(frozen=True)
class Dated:
    """A date with the register's note on it: how it comes by the date, and the words printed in the source."""

    value: PartialDate | Absence
    basis: str = ""
    printed: str = ""

    @property
    def inferred(self) -> bool:
        return self.basis == Basis.INFERRED or self.says_inferred

    @property
    def says_inferred(self) -> bool:
        """Whether its words say so themselves."""
        return isinstance(self.value, PartialDate) and self.value.inferred

    @property
    def note(self) -> str:
        basis = str(Basis(self.basis).label) if self.basis and not self.says_inferred else ""
        if not self.printed:
            return basis
        if self.basis == Basis.STATED:
            return _("%(basis)s: “%(words)s”") % {"basis": basis, "words": self.printed}
        printed = _("in the source: “%(words)s”") % {"words": self.printed}
        return f"{basis}; {printed}" if basis else printed


@dataclass(frozen=True)
class AsOf:
    """What held when its source was written, with the date of that source; no date where the source has none."""

    value: str | LocalText | Absence
    when: PartialDate | None


@dataclass(frozen=True)
class Measured:
    """A quantity and the term for what it counts."""

    value: Quantity | Absence
    unit: Referenced | None = None

    @property
    def counted(self) -> bool:
        return isinstance(self.value, Quantity) and self.value.number is not None

    @property
    def single(self) -> bool:
        return isinstance(self.value, Quantity) and self.value.number == 1


@dataclass(frozen=True)
class Narrowing:
    """A term that leads to the list of the records that have it."""

    term: Referenced
    model: type[Record]
    parameter: str


@dataclass(frozen=True)
class Web:
    """An address outside the register, or a mail address."""

    address: str

    @property
    def link(self) -> str:
        """Where a click leads; nothing for what browsers might run."""
        if self.address.startswith(("https://", "http://")):
            return self.address
        return f"mailto:{self.address}" if "@" in self.address and ":" not in self.address else ""
