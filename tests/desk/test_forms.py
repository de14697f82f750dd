"""What stands on the form of every kind of record, and where."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

from cooperation.desk.merged_rows import ROW_NUMBER
from cooperation.records.models import Record
from cooperation.values.forms import DayFormField
from tests.desk.filling import address, change_address
from tests.house.kinds import RECORDS, ROWS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", RECORDS, ids=kind_id)


@pytest.fixture
def administrators_request(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = User(is_staff=True, is_superuser=True)
    return request


def fieldsets_of(model: type[models.Model], request: HttpRequest) -> list[tuple[Any, list[str]]]:
    given = admin.site.get_model_admin(model).get_fieldsets(request)
    return [(options.get("classes", ()), flatten(options["fields"])) for _title, options in given]


def editable(model: type[models.Model], besides: tuple[str, ...]) -> set[str]:
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {f.name for f in fields if f.editable and not f.primary_key and f.name not in besides}


@every_record
def test_every_field_stands_on_the_form_once(model: type[Record], administrators_request: HttpRequest) -> None:
    named = [name for _classes, names in fieldsets_of(model, administrators_request) for name in names]
    assert sorted(named) == sorted(editable(model, ("updated_at",)))


@every_record
def test_what_is_for_staff_only_stands_last_and_apart(model: type[Record], administrators_request: HttpRequest) -> None:
    *above, (classes, names) = fieldsets_of(model, administrators_request)
    assert "staff-only" in classes
    assert set(names) == model.staff_only
    assert not any(model.staff_only & set(other) for _classes, other in above)


@pytest.mark.parametrize("model", ROWS, ids=kind_id)
def test_every_field_of_a_row_stands_on_it_once(model: Any, administrators_request: HttpRequest) -> None:
    """But for the record it belongs to, its order, and its number, which gives itself and is hidden on the page."""
    parent = (model.parent_field, "content_type", "object_id", "sort_order")
    kinds = [kind for kind in RECORDS for one in admin.site.get_model_admin(kind).inlines if one.model is model]
    assert kinds
    for kind in kinds:
        inlines = admin.site.get_model_admin(kind).inlines
        inline = next(one for one in inlines if one.model is model)(kind, admin.site)
        named = [name for _title, options in inline.get_fieldsets(administrators_request) for name in options["fields"]]
        assert sorted(flatten(named)) == sorted({*editable(model, ("number", *parent)), ROW_NUMBER})
        assert inline.extra == 0
        assert inline.template == "admin/edit_inline/stacked.html"  # the tabular one fails the rules of axe


@every_record
def test_every_field_says_whether_the_public_sees_it(model: type[Record], officer: Client) -> None:
    page: Any = officer.get(address(model, "add"))
    form: forms.ModelForm = page.context["adminform"].form
    silent = [
        name
        for name, field in form.fields.items()
        if not str(field.help_text).startswith(("Public.", "Staff only.", "The public sees"))
        and not name.endswith(("_basis", "_note"))
    ]
    assert silent == ["based_on"]


@every_record
def test_days_are_read_as_in_spreadsheets(model: type[Record], officer: Client) -> None:
    page: Any = officer.get(address(model, "add"))
    every = [
        page.context["adminform"].form,
        *(inline.formset.empty_form for inline in page.context["inline_admin_formsets"]),
    ]
    days = {
        name: type(field) for form in every for name, field in form.fields.items() if isinstance(field, forms.DateField)
    }
    assert "last_verified" in days
    assert set(days.values()) == {DayFormField}


@every_record
def test_dates_have_their_basis_and_words_on_their_line(
    model: type[Record], administrators_request: HttpRequest
) -> None:
    given = admin.site.get_model_admin(model).get_fieldsets(administrators_request)
    lines = [line for _title, options in given for line in options["fields"]]
    notes = [name for name in flatten(lines) if name.endswith("_note") and name.removesuffix("_note") in flatten(lines)]
    dates = [name.removesuffix("_note") for name in notes if name != "internal_note"]
    assert [(name, f"{name}_basis", f"{name}_note") in lines for name in dates] == [True] * len(dates)


@every_record
def test_links_are_chosen_by_typing(model: type[Record], officer: Client) -> None:
    page: Any = officer.get(address(model, "add"))
    form: forms.ModelForm = page.context["adminform"].form
    links = [name for name, field in form.fields.items() if isinstance(field, forms.ModelChoiceField)]
    typed = officer.get(address(model, "add")).content.decode().count('class="admin-autocomplete"')
    empty_rows = sum(
        isinstance(field, forms.ModelChoiceField) and field.widget.is_hidden is False
        for inline in page.context["inline_admin_formsets"]
        for field in inline.formset.empty_form.fields.values()
    )
    assert typed == len(links) - 1 + empty_rows  # areas are ticked


@every_record
def test_a_reader_finds_nothing_to_fill_in(model: type[Record], reader: Client) -> None:
    record = factory_of(model)()
    page = reader.get(change_address(record)).content.decode()
    assert record.reference in page
    fields = re.findall(r"<(?:input|select|textarea)[^>]*>", page.split('id="content-main"')[1])
    assert [field for field in fields if 'type="hidden"' not in field] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["spring 2015", "withheld", "about 12"]), ("da", ["foråret 2015", "tilbageholdt", "omkring 12"])],
)
def test_a_reader_reads_values_in_words(language: str, words: list[str], reader: Client) -> None:
    meeting = MeetingFactory(when="2015-21")
    MeetingParticipantFactory(meeting=meeting, headcount="withheld")
    MeetingParticipantFactory(meeting=meeting, headcount="about 12")
    with override(language):
        page = reader.get(change_address(meeting)).content.decode()
    assert [word for word in words if f'<div class="readonly">{word}</div>' not in page] == []
