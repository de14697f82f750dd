"""References and names of one kind of record: how a spreadsheet's cell finds what it means."""

import difflib
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.records.folding import fold
from cooperation.records.models import Referenced


class Directory:
    """Every reference and name of a kind of record: those in the register and those a file is about to add.

    Existing records have their id as key, coming ones a negative number of their own, so that rules can be
    checked before anything is written.
    """

    def __init__(self, model: type[Referenced]) -> None:
        self.model = model
        self.keys: dict[str, int] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._unread: list[tuple[str, str]] = []
        for pk, reference, *names in model._default_manager.values_list("pk", "reference", *model.name_fields):
            self.keys[reference] = pk
            self._add_names(reference, names)

    def _add_names(self, reference: str, names: Iterable[object]) -> None:
        self._unread += [(reference, str(name)) for name in names if name]

    @property
    def names(self) -> dict[str, set[str]]:
        """Folded name → references. Names are folded when the first is asked for: most files keep to references."""
        for reference, name in self._unread:
            self._names[fold(name)].add(reference)
        self._unread.clear()
        return self._names

    def announce(self, reference: str, names: Iterable[object]) -> None:
        """Make known a record that a file brings, or a further name of one that is there."""
        self.keys.setdefault(reference, -len(self.keys) - 1)
        self._add_names(reference, names)

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
