"""A list of child rows over all their records: what sums are made of, so that every sum can be looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cooperation.public.asking import Narrowed, ReferenceField, renamed_in, without
from cooperation.public.choices import NOT_RECORDED
from cooperation.public.columns import column, fetched, published_rows
from cooperation.public.facts import Declared, as_fact, fact_columns, values_of
from cooperation.public.paging import Paging
from cooperation.public.sorting import alphabetical
from cooperation.public.tables import Cell, cell_of
from cooperation.public.writing import in_figures, written
from cooperation.records.rows import Row

A_PAGE: Final = 50


class LinkedField(ReferenceField):
    """A record or term, chosen by its name in the page's language and found by its reference."""

    def __init__(self, targets: QuerySet, **kwargs: Any) -> None:
        self.kind = targets.model
        self.targets = {target.reference: target for target in targets}
        named = sorted(((name, str(target)) for name, target in self.targets.items()), key=by_name)
        super().__init__(choices=[("", _("All")), *named], required=False, **kwargs)

    def clean(self, value: Any) -> Model | None:
        return self.targets.get(super().clean(value))


def by_name(choice: tuple[str, str]) -> tuple[str, str]:
    reference, name = choice
    return alphabetical(name), reference


class RowForm(forms.Form):
    """`of_sums` names what only the addresses of sums ask for: it is shown where it is in use, to be taken away."""

    of_sums: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.of_sums:
            if not self.data.get(name):
                self.fields[name].widget = forms.HiddenInput()


def chosen(model: type[Model], name: str, **kwargs: Any) -> forms.ChoiceField:
    """A field for one of the values of a closed list of the model."""
    field: Any = model._meta.get_field(name)
    label = kwargs.pop("label", capfirst(field.verbose_name))
    nothing = [(NOT_RECORDED, gettext_lazy("not recorded"))] if field.blank else []
    choices = [("", gettext_lazy("All")), *field.flatchoices, *nothing]
    return forms.ChoiceField(label=label, choices=choices, required=False)


class FigureField(forms.ChoiceField):
    """Whether there is a figure: what a sum counts, and what it must leave out."""

    WITH, WITHOUT = "with", "without"

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            ("", gettext_lazy("All")),
            (self.WITH, gettext_lazy("with a figure")),
            (self.WITHOUT, gettext_lazy("without a figure")),
        ]
        super().__init__(label=gettext_lazy("Figure"), choices=choices, required=False, **kwargs)


@dataclass(frozen=True)
class ListedRow:
    record: Any
    cells: Sequence[Cell]


class RowListView(TemplateView):
    """Subclasses name their model, form and columns, and say in `found` what the form's values leave."""

    template_name = "cooperation/row_list.html"
    model: type[Row]
    form_class: type[forms.Form]
    title: ClassVar[str | Promise]
    intro: ClassVar[str | Promise]
    columns: ClassVar[Declared]

    request: HttpRequest

    def found(self, rows: QuerySet, given: dict[str, Any]) -> QuerySet:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form_class(self.request.GET)
        context = super().get_context_data(
            form=form, valid=form.is_valid(), title=self.title, intro=self.intro, **kwargs
        )
        if not context["valid"]:
            return context
        paging = Paging(self.listed(form.cleaned_data), self.request.GET.get("page") or "1", A_PAGE)
        facts = [as_fact(each) for each in self.columns]
        wanted = fact_columns(self.model, self.columns)
        rows: Iterable[Any] = paging.rows
        return context | {
            "paging": paging,
            "count": in_figures(paging.total),
            "narrowings": self.narrowings(form),
            "renamed": renamed_in(form),
            "parent": column(self.model, self.model.parent_field).label,
            "labels": [str(fact.label) or each.label for fact, each in zip(facts, wanted, strict=True)],
            "rows": [
                ListedRow(
                    written(row.parent),
                    [cell_of(each, values_of(row, fact)) for each, fact in zip(wanted, facts, strict=True)],
                )
                for row in rows
            ],
        }

    def listed(self, given: dict[str, Any]) -> QuerySet:
        rows = fetched(published_rows(self.model), fact_columns(self.model, self.columns))
        return self.found(rows, given).order_by(f"{self.model.parent_field}__reference", "sort_order", "number")

    def narrowings(self, form: forms.Form) -> list[Narrowed]:
        found = []
        for name, value in form.cleaned_data.items():
            if value:
                choices: Any = getattr(form.fields[name], "choices", ())
                words = dict(choices).get(value, value) if isinstance(value, str) else value
                found.append(Narrowed(str(form.fields[name].label), str(words), without(self.request, name)))
        return found

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        missing = context["valid"] and context["paging"].missing
        response: HttpResponse = super().render_to_response(context, **kwargs, status=404 if missing else 200)
        return response


def equal(given: dict[str, Any], **ways: str) -> Q:
    """For each value that is given: its way in the row must lead to it, or to nothing where that is asked for."""
    return Q(**{way: "" if given[name] == NOT_RECORDED else given[name] for name, way in ways.items() if given[name]})
