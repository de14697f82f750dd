"""References and names of one kind of record: how a spreadsheet's cell finds what it means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cooperation.records.former import Leavers, Left, leavers_of, left_since
from cooperation.records.models import Referenced
from cooperation.search.folding import fold
from cooperation.search.nearest import SuggestionBudget, current_budget, nearest

SUGGESTED = 3
"""References suggested for one that was not found."""
MATCHES = 20
"""References named where a text means several."""
TITLE_SHOWN = 120
"""Characters of a suggested record's title."""


class Directory:
    """Every reference and name of a kind of record: those in the register and those a file is about to add.

    Existing records have their id as key, coming ones a negative number of their own, so that rules can be
    checked before anything is written.

    A reference that a record has left means that record. Those met so far are in `renamed`, former → present, "" where
    another record has it now. `moment` is when whoever wrote the file saw the register, None where that is now.
    `as_new` are former references that the file gives to new records.
    """

    def __init__(
        self, model: type[Referenced], moment: datetime | None = None, budget: SuggestionBudget | None = None
    ) -> None:
        self.model = model
        self.moment = moment
        self.budget = budget or current_budget()
        self.as_new: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.keys: dict[str, int] = {
            reference: pk for pk, reference in model._default_manager.order_by().values_list("pk", "reference")
        }
        self._names: dict[str, set[str]] | None = None
        self._titles: dict[str, str] = {}
        self._spellings: dict[str, str] | None = None
        self._announced: list[tuple[Sequence[str], Sequence[object]]] = []

    @cached_property
    def leavers(self) -> Leavers:
        """Who left which reference; read when the first is missed: most files keep to present references."""
        return leavers_of(self.model)

    @cached_property
    def _stored(self) -> dict[int, str]:
        return {pk: reference for reference, pk in self.keys.items() if pk > 0}

    def leaver(self, text: str) -> Left | None:
        """Return who is meant by a reference and has left it; None where nobody has, or somebody else is meant."""
        if text in self.as_new:
            return None
        if self.moment and (left := left_since(self.leavers.get(text, ()), self.moment)):
            return left
        if text in self.keys or not (left_it := self.leavers.get(text)):
            return None
        return left_it[-1]

    def present(self, text: str) -> str | None:
        """Return the present reference of the record that has left this one; None where there is no such record.

        Raises ValidationError where that record was deleted and another one has its reference now.
        """
        left = self.leaver(text)
        if left is None:
            return None
        reference = self._stored.get(left.object_id)
        if reference is None and self.keys.get(text, 0) > 0:
            self.renamed[text] = ""
            raise ValidationError(given_away())
        if reference in (None, text):
            return None
        self.renamed[text] = reference
        return reference

    @property
    def names(self) -> dict[str, set[str]]:
        """Folded name → references. Names are read when the first is asked for: most files keep to references."""
        if self._names is None:
            self._names = defaultdict(set)
            stored = self.model._default_manager.order_by().values_list("reference", *self.model.name_fields)
            for reference, *names in stored.iterator():
                for name in filter(None, names) if reference in self.keys else ():
                    self._titles.setdefault(reference, str(name))
                    self._names[fold(str(name))].add(reference)
        for references, announced in self._announced:
            for reference, name in zip(references, announced, strict=True):
                if name and isinstance(name, str):
                    self._titles.setdefault(reference, name)
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
        self._spellings = None

    def find(self, text: str) -> str:
        """Return the reference that `text` means: a present or former reference, a name in either language, an alias.

        Raises ValidationError, telling “not found” (with the nearest) from “several match” (with their references).
        """
        present = self.present(text)
        if present is None and text in self.keys:
            return text
        references = sorted(self.names.get(fold(text), set()) | ({present} if present else set()))
        if len(references) == 1:
            return references[0]
        kind = self.model._meta.verbose_name
        if references:
            raise ValidationError(
                _("several match as %(kind)s: %(references)s; write the reference")
                % {"kind": kind, "references": ", ".join(references[:MATCHES]) + " …" * (len(references) > MATCHES)}
            )
        message = _("no %(kind)s has this reference or name") % {"kind": kind}
        if near := self.nearest(text):
            message += "; " + _("nearest: %(names)s") % {"names": "; ".join(near)}
        raise ValidationError(message)

    def has(self, text: str) -> bool:
        """Whether a record has this reference or name, or several have, or one has left the reference."""
        return text in self.keys or fold(text) in self.names or text in self.renamed

    def is_free(self, reference: str) -> bool:
        """Whether no record has the reference, and none has left it."""
        return reference not in self.keys and reference not in self.leavers

    def nearest(self, text: str) -> list[str]:
        """Return up to three records whose reference or name is close to `text`, as “title (reference)”."""
        known, key = self.budget.known, (self.model._meta.label, fold(text))
        if key not in known and self.budget.left > 0:
            spellings = self.spellings()
            close = nearest(key[1], list(spellings), 2 * SUGGESTED, budget=self.budget)
            known[key] = list(dict.fromkeys(spellings[spelling] for spelling in close))[:SUGGESTED]
        return [self.title_of(reference) for reference in known.get(key, ()) if reference in self.keys]

    def spellings(self) -> dict[str, str]:
        """Return each folded reference and name with the reference it means, prepared once."""
        if self._spellings is None:
            self._spellings = {fold(reference): reference for reference in self.keys}
            self._spellings |= {name: min(references) for name, references in self.names.items()}
        return self._spellings

    def title_of(self, reference: str) -> str:
        title = Truncator(self._titles.get(reference, "")).chars(TITLE_SHOWN)
        return f"{title} ({reference})" if title and title != reference else reference


def given_away() -> str:
    return _("the record that had this reference was deleted; another one has it now")


class Directories:
    """The directories a file needs, each read once. `moment` is when whoever wrote the file saw the register."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment
        self.budget = current_budget()
        self._directories: dict[type[Referenced], Directory] = {}

    def __getitem__(self, model: type[Referenced]) -> Directory:
        if model not in self._directories:
            self._directories[model] = Directory(model, self.moment, self.budget)
        return self._directories[model]

    def renamed(self, model: type[Referenced]) -> Mapping[str, str]:
        """Return the former references of a kind that were met, and what they are called now; asks nothing."""
        return self._directories[model].renamed if model in self._directories else {}
