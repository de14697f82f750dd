import re
from typing import Any

import pytest
from django import forms
from django.utils import translation

from cooperation.values.absence import Absence
from cooperation.values.forms import MoneyFormField, PartialDateFormField, QuantityFormField
from cooperation.values.model_forms import ValueModelForm
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity

Delivery = Any


class DeliveryForm(forms.Form):
    when = PartialDateFormField(required=False, help_text="Public.")
    count = QuantityFormField(required=False)
    value = MoneyFormField()


def model_form(delivery_model: Delivery) -> type[ValueModelForm]:
    class Form(ValueModelForm):
        class Meta:
            model = delivery_model
            fields = ("when", "when_note", "due", "count", "value", "name")

    return Form


def test_an_officer_s_words_become_values() -> None:
    form = DeliveryForm({"when": "foråret 2015", "count": "mindst 5", "value": "150.000.000"})
    assert form.errors == {}
    assert form.cleaned_data == {
        "when": PartialDate.parse("2015-21"),
        "count": Quantity.parse("at least 5"),
        "value": Money.parse("DKK 150000000"),
    }


def test_what_was_typed_stays_beside_the_message() -> None:
    form = DeliveryForm({"when": "2024-02-30", "count": "1.500", "value": ""})
    with translation.override("en"):
        assert form.errors == {
            "when": ["“2024-02-30”: that month has days 1 to 29. Write for example 29 February 2024."],
            "count": ["“1.500” may be read as “1500” or as “1.5”. Write the one you mean."],
            "value": ["This field is required."],
        }
    assert [form[name].value() for name in ("when", "count")] == ["2024-02-30", "1.500"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["spring 2015", "about 1,500", "EUR 1.8 billion"]),
        ("da", ["foråret 2015", "omkring 1.500", "1,8 mia. EUR"]),
    ],
)
def test_a_form_shows_values_in_words_and_finds_them_unchanged(language: str, shown: list[str]) -> None:
    values = (PartialDate.parse("2015-21"), Quantity.parse("about 1500"), Money.parse("EUR 1800000000"))
    with translation.override(language):
        initial = dict(zip(("when", "count", "value"), values, strict=True))
        fields = [DeliveryForm(initial=initial)[name].value() for name in initial]
        assert fields == shown
        assert DeliveryForm(dict(zip(initial, shown, strict=True)), initial=initial).changed_data == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Quantity.parse("unquantified: a lot"), "unquantified: a lot"),
        (Quantity.parse("1.1250"), "1.1250"),
        (Quantity.parse("1500"), "1500"),
        (PartialDate.parse("2014-24/2015"), "2014-24/2015"),
        (Absence.WITHHELD, "withheld"),
        (None, ""),
    ],
)
def test_words_that_would_be_read_otherwise_are_not_shown(value: Any, shown: str) -> None:
    field = PartialDateFormField() if isinstance(value, PartialDate) else QuantityFormField()
    with translation.override("en"):
        assert (field.prepare_value(value), field.has_changed(value, shown)) == (shown, False)


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (PartialDate.parse("2014-05"), "maj 2014", False),
        (PartialDate.parse("2014-05"), "2014-05", False),
        (PartialDate.parse("2014-05"), "2014-06", True),
        (PartialDate.parse("2014-05"), "", True),
        (PartialDate.parse("2014-05"), "rubbish", True),
        ("2014-05", "May 2014", False),
        (None, "", False),
        (None, None, False),
        (Absence.NOT_KNOWN, "ukendt", False),
        (Absence.NOT_KNOWN, "", True),
    ],
)
def test_only_another_value_is_a_change(initial: Any, typed: str | None, changed: bool) -> None:
    assert PartialDateFormField().has_changed(initial, typed) is changed


def test_a_disabled_field_never_changes() -> None:
    assert PartialDateFormField(disabled=True).has_changed(None, "2004") is False


@pytest.mark.parametrize("typed", ["2021-22", " 2020–21 "])
def test_two_years_typed_as_a_season_are_asked_about(typed: str) -> None:
    first, last = re.findall("[0-9]{2}(?![0-9])", typed)
    season = {"22": "summer", "21": "spring"}[last]
    form = DeliveryForm({"when": typed, "value": "0"})
    with translation.override("en"):
        assert form.errors == {
            "when": [
                f"“{typed}” may be a season or two years. Write {season} 20{first} or 20{first}–20{last}.",
            ]
        }


def test_each_field_has_a_hint_with_examples_that_it_reads() -> None:
    form = DeliveryForm()
    assert form.fields["when"].help_text == (
        "Public. As exact as the source and no more: 2004, May 2014, spring 2015, 21 November 2024, since 2006, "
        "2018–2023, the 1990s, about 2010. Or: not known, none, withheld."
    )
    with translation.override("en"):
        for name, written in {
            "when": "2004, May 2014, spring 2015, 21 November 2024, since 2006, 2018–2023, the 1990s, about 2010",
            "count": "14, at least 5, about 200, unquantified: a large amount",
            "value": "DKK 84 million, 84 mio. kr., EUR 1.8 bn",
        }.items():
            for example in [*written.split(", "), "not known", "none", "withheld"]:
                assert example in str(form.fields[name].help_text)
                assert form.fields[name].clean(example) is not None


def test_browsers_neither_complete_nor_correct_what_is_typed() -> None:
    attributes = DeliveryForm()["when"].field.widget.attrs
    assert attributes == {"autocomplete": "off", "spellcheck": "false"}


def test_a_model_form_asks_with_our_fields(delivery_model: Delivery) -> None:
    form = model_form(delivery_model)()
    assert {name: (type(field), field.required) for name, field in form.fields.items()} == {
        "when": (PartialDateFormField, False),
        "when_note": (forms.CharField, False),
        "due": (PartialDateFormField, True),
        "count": (QuantityFormField, False),
        "value": (MoneyFormField, False),
        "name": (forms.CharField, False),
    }
    with translation.override("da"):
        assert [form[name].value() for name in ("when", "due")] == ["", "ikke kendt"]


def test_a_model_form_saves_values_and_what_they_derive(delivery: Delivery) -> None:
    typed = {"when": "primo juni 2014", "due": "ukendt", "count": "ca. 200", "value": "84 mio. kr."}
    model_form(delivery)(typed).save()
    record = delivery.objects.get()
    assert (record.when.text, record.due, record.count.text, record.value.text) == (
        "2014-06~",
        Absence.NOT_KNOWN,
        "about 200",
        "DKK 84000000",
    )
    assert (f"{record.when_earliest}", record.count_number, record.value_currency) == ("2014-06-01", 200, "DKK")
    assert record.when_note == "primo juni 2014"
    emptied = {"when": "", "due": "ukendt", "count": "", "value": "", "when_note": record.when_note}
    model_form(delivery)(emptied, instance=record).save()
    record = delivery.objects.get()
    assert (record.when, record.when_earliest, record.count_number, record.value_currency) == (None, None, None, "")


def test_a_note_that_was_typed_is_kept(delivery: Delivery) -> None:
    typed = {"when": "primo juni 2014", "due": "ukendt", "when_note": "early summer"}
    form = model_form(delivery)(typed)
    assert (form.is_valid(), form.cleaned_data["when_note"]) == (True, "early summer")


def test_an_unreadable_date_leaves_no_note(delivery: Delivery) -> None:
    form = model_form(delivery)({"when": "primo 1314 2014", "due": "ukendt"})
    assert (list(form.errors), form.cleaned_data["when_note"]) == (["when"], "")


def test_a_model_form_checks_constraints_between_dates(delivery: Delivery) -> None:
    form = model_form(delivery)({"when": "2014-05", "due": "2004"})
    assert form.errors == {"__all__": ["Constraint “due_not_before_when” is violated."]}
