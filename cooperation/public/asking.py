"""What the timeline and the calendar are asked for, in the address: kind, partner, area, period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.public.filters import LONGEST_SEARCH
from cooperation.public.happenings import Asked, partner_kind
from cooperation.public.left_behind import renamed
from cooperation.public.navigation import kinds
from cooperation.public.sorting import alphabetical
from cooperation.records.hierarchy import keys_below
from cooperation.records.models import Record
from cooperation.values.absence import Absence
from cooperation.values.forms import PartialDateFormField
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words


@dataclass(frozen=True)
class Narrowed:
    """One thing asked for, and the address without it."""

    label: str
    words: str
    without: str


class PeriodField(PartialDateFormField):
    hint = _("For example April 2015, 2004, spring 2015 or 2018–2023.")

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if isinstance(found, Absence):
            raise ValidationError(gettext("Write a year, a month or a period here."))
        return found


class ReferenceField(forms.ChoiceField):
    """A choice among records or terms of one kind, by their references; a former one means what left it.

    `renamed` is what the address said so, former → present.
    """

    kind: Any = None
    renamed: Mapping[str, str] = MappingProxyType({})

    def clean(self, value: Any) -> Any:
        if value and not self.valid_value(value):
            self.renamed = renamed(self.kind, [value])
        return super().clean(self.renamed.get(value, value))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.renamed.get(data, data)


class PartnerField(forms.CharField):
    """The one partner that is called so; what is not unique is said to be so.

    `renamed` is the former reference that the address has, with the present one.
    """

    renamed: Mapping[str, str] = MappingProxyType({})

    def __init__(self) -> None:
        hint = _("Its name, short name, ISO code or reference, for example Serbia.")
        super().__init__(label=_("Partner"), required=False, max_length=LONGEST_SEARCH, help_text=hint)

    def clean(self, value: Any) -> Record | None:
        written = super().clean(value)
        if not written:
            return None
        found = called(written)
        if len(found) == 1:
            self.renamed = {written: found[0].reference} if is_former(written, found[0]) else {}
            return found[0]
        if found:
            raise ValidationError(gettext("Several partners are called so; write the reference."))
        raise ValidationError(gettext("No partner is called so. The list of partners has their names."))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Its name in place of the reference that addresses have, where the name is its alone."""
        try:
            written = super().clean(data)
        except ValidationError:  # clean() says what is wrong with it
            return data
        found = called(written) if written else []
        if len(found) != 1 or (found[0].reference != data and data not in self.renamed):
            return data
        name = found[0].title.text
        return name if called(name) == found else data


class PartnerWithinField(PartnerField):
    """A partner together with all that belongs to it; the addresses of totals ask for it."""

    def __init__(self) -> None:
        super().__init__()
        self.label = _("Partner and all that belongs to it")


class AskingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    partner = PartnerField()
    partner__within = PartnerWithinField()
    area = ReferenceField(label=_("Area"), required=False)
    period = PeriodField(label=_("Period"), required=False)
    undated = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("partner__within"):
            self.fields["partner__within"].widget = forms.HiddenInput()
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", gettext("All")),
            *((kind.name, capfirst(kind.title)) for kind in kinds() if kind.dates),
        ]
        self.fields["area"].kind = areas().model  # type: ignore[attr-defined]
        self.terms = {term.reference: term for term in areas()}
        named = sorted(((name, str(term)) for name, term in self.terms.items()), key=lambda each: alphabetical(each[1]))
        self.fields["area"].choices = [("", gettext("All")), *named]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        given = self.cleaned_data
        chosen = [given["kind"]] if given["kind"] else []
        together = given["partner__within"]
        parts = keys_with_parts(together)[1:] if together else ()
        return Asked(chosen, together or given["partner"], self.terms.get(given["area"]), parts=parts)

    def narrowings(self, request: HttpRequest) -> list[Narrowed]:
        return [
            Narrowed(str(self.fields[name].label), self.said(name, value), without(request, name))
            for name, value in self.cleaned_data.items()
            if value and name != "undated"
        ]

    def said(self, name: str, value: Any) -> str:
        if isinstance(value, PartialDate):
            return in_words(value)
        if name == "partner__within":
            return with_parts(value)
        choices: Any = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(value, value))


def keys_with_parts(partner: Record) -> list[int]:
    """The partner's key and, behind it, those of all that belongs to it."""
    return [partner.pk, *keys_below(type(partner), [partner.pk])]


def with_parts(partner: Record) -> str:
    return str(partner.with_parts) % {"name": partner}


def areas() -> QuerySet:
    """The terms of the lookup list that every record has its areas from."""
    links: Any = kinds()[0].model._meta.get_field("areas")
    terms: QuerySet = links.related_model._default_manager.all()
    return terms


def renamed_in(form: forms.Form) -> dict[str, str]:
    """Return the former references in the address that a form was made of, and what they are called now."""
    found: Iterable[Mapping[str, str]] = (getattr(field, "renamed", {}) for field in form.fields.values())
    return {former: present for one in found for former, present in one.items()}


def is_former(written: str, partner: Any) -> bool:
    """Whether a partner was found by a reference that it has left; who is found by a name is not."""
    present: str = partner.reference
    return written != present and renamed(type(partner), [written]).get(written) == present


def called(written: str) -> list[Record]:
    """The published partners of this reference, former reference or name; two at most are fetched."""
    model = partner_kind()
    partners = model.objects.published()
    if found := partners.filter(reference=written).first():
        return [found]
    named = reduce(or_, (Q(**{f"{name}__iexact": written}) for name in model.name_fields))
    if present := renamed(model, [written]):
        named |= Q(reference=present[written])
    return list(partners.filter(named).order_by("reference").distinct()[:2])


def without(request: HttpRequest, *names: str) -> str:
    others = request.GET.copy()
    for name in (*names, "page", "undated"):
        others.pop(name, None)
    return f"{request.path}?{others.urlencode()}".rstrip("?")
