"""References and names of one kind of record: how a spreadsheet's cell finds what it means."""

import difflib
from collections import defaultdict
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.records.models import Referenced
from cooperation.search.folding import fold


class Directory:
    """Every reference and name of a kind of record: those in the register and those a file is about to add.

    Existing records have their id as key, coming ones a negative number of their own, so that rules can be
    checked before anything is written.
    """

    def __init__(self, model: type[Referenced]) -> None:
        self.model = model
        self.keys: dict[str, int] = {
            reference: pk for pk, reference in model._default_manager.order_by().values_list("pk", "reference")
        }
        self._names: dict[str, set[str]] | None = None
        self._announced: list[tuple[Sequence[str], Sequence[object]]] = []

    @property
    def names(self) -> dict[str, set[str]]:
        """Folded name → references. Names are read when the first is asked for: most files keep to references."""
        if self._names is None:
            self._names = defaultdict(set)
            stored = self.model._default_manager.order_by().values_list("reference", *self.model.name_fields)
            for reference, *names in stored.iterator():
                for name in filter(None, names) if reference in self.keys else ():
                    self._names[fold(str(name))].add(reference)
        for references, announced in self._announced:
            for reference, name in zip(references, announced, strict=True):
                if name and isinstance(name, str):
                    self._names[fold(name)].add(reference)
        self._announced.clear()
        return self._names

    def announce(self, references: Sequence[str], *names: Sequence[object]) -> None:
        """Make known the records that a file brings, or further names of those that are there.

        `names` run along the references; what is no text is passed over.
        """
        for reference in references:
            if reference not in self.keys:
                self.keys[reference] = -len(self.keys) - 1
        self._announced += [(references, announced) for announced in names]

    def find(self, text: str) -> str:
        """Return the reference that `text` means: a reference, or a name in either language, a code or an alias.

        Raises ValidationError, telling “not found” (with the nearest) from “several match” (with their references).
        """
        if text in self.keys:
            return text
        references = sorted(self.names.get(fold(text), ()))
        if len(references) == 1:
            return references[0]
        kind = self.model._meta.verbose_name
        if references:
            raise ValidationError(
                _("several match as %(kind)s: %(references)s; write the reference")
                % {"kind": kind, "references": ", ".join(references)}
            )
        message = _("no %(kind)s has this reference or name") % {"kind": kind}
        if near := self.nearest(text):
            message += "; " + _("nearest: %(names)s") % {"names": ", ".join(near)}
        raise ValidationError(message)

    def has(self, text: str) -> bool:
        """Whether a record has this reference or name, or several have."""
        return text in self.keys or fold(text) in self.names

    def nearest(self, text: str) -> list[str]:
        """Return up to three references whose reference or name is close to `text`."""
        spellings = {fold(reference): reference for reference in self.keys}
        spellings |= {name: min(references) for name, references in self.names.items()}
        close = difflib.get_close_matches(fold(text), spellings, n=6, cutoff=0.6)
        return list(dict.fromkeys(spellings[spelling] for spelling in close))[:3]


class Directories:
    """The directories a file needs, each read once."""

    def __init__(self) -> None:
        self._directories: dict[type[Referenced], Directory] = {}

    def __getitem__(self, model: type[Referenced]) -> Directory:
        if model not in self._directories:
            self._directories[model] = Directory(model)
        return self._directories[model]
