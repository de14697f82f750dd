import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from cooperation.values.absence import Absence
from cooperation.values.fields import with_derived
from cooperation.values.lookups import date_order, overlap_q
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity

# Its class is made by a fixture, where no type checker looks.
Delivery = Any

MAY_2014 = PartialDate.parse("2014-05")


def test_companion_columns_follow_their_value(delivery_model: Delivery) -> None:
    assert [field.name for field in delivery_model._meta.local_fields] == [
        "id",
        *("when", "when_earliest", "when_latest", "when_basis", "when_note"),
        *("due", "due_earliest", "due_latest", "due_basis", "due_note"),
        *("count", "count_number"),
        *("value", "value_amount", "value_currency"),
        "name",
    ]


def test_companions_are_named_after_their_value_and_derived_ones_are_not_edited(delivery_model: Delivery) -> None:
    fields = {field.name: field for field in delivery_model._meta.local_fields}
    assert {name: str(fields[name].verbose_name) for name in ("when_note", "count_number", "value_currency")} == {
        "when_note": "when: words in the source",
        "count_number": "count: number",
        "value_currency": "value: currency",
    }
    assert [name for name, field in fields.items() if not field.editable] == [
        *("when_earliest", "when_latest", "due_earliest", "due_latest"),
        *("count_number", "value_amount", "value_currency"),
    ]


def test_values_are_stored_with_what_they_derive(delivery: Delivery) -> None:
    made = delivery.objects.create(when="maj 2014", count="ca. 200", value="1,7 mia. kr.", due="siden 2006")
    again = delivery.objects.get()
    for record in (made, again):
        assert (record.when, record.due, record.count, record.value) == (
            MAY_2014,
            PartialDate.parse("2006/.."),
            Quantity.parse("about 200"),
            Money.parse("DKK 1700000000"),
        )
        assert (record.when_earliest, record.when_latest) == (date(2014, 5, 1), date(2014, 5, 31))
        assert (record.due_earliest, record.due_latest) == (date(2006, 1, 1), date.max)
        assert (record.count_number, record.value_amount, record.value_currency) == (200, 1_700_000_000, "DKK")


@pytest.mark.parametrize("written", [None, "", "  "])
def test_an_empty_value_is_none_and_derives_nothing(delivery: Delivery, written: str | None) -> None:
    delivery.objects.create(when=written, count=written, value=written)
    record = delivery.objects.get()
    assert (record.when, record.when_earliest, record.when_latest) == (None, None, None)
    assert (record.count, record.count_number) == (None, None)
    assert (record.value, record.value_amount, record.value_currency) == (None, None, "")
    assert delivery.objects.filter(when="", count="", value="").count() == 1


@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_itself_and_derives_nothing(delivery: Delivery, absence: Absence) -> None:
    delivery.objects.create(when=absence, count=absence, value=absence)
    record = delivery.objects.get()
    assert (record.when, record.count, record.value) == (absence, absence, absence)
    assert {type(value) for value in (record.when, record.count, record.value)} == {Absence}
    assert (record.when_earliest, record.count_number, record.value_amount, record.value_currency) == (
        *(None, None, None),
        "",
    )


def test_a_new_record_has_the_defaults(delivery: Delivery) -> None:
    record = delivery()
    assert (record.when, record.due, record.count, record.value) == (None, Absence.NOT_KNOWN, None, None)


def test_an_emptied_date_empties_its_days(delivery: Delivery) -> None:
    record = delivery.objects.create(when="2004")
    record.when = None
    assert (record.when_earliest, record.when_latest) == (None, None)
    record.full_clean()
    record.save()
    record.refresh_from_db()
    assert (record.when, record.when_earliest) == (None, None)


def test_text_that_cannot_be_read_stays_until_it_is_refused(delivery: Delivery) -> None:
    record = delivery(when="once upon a time", count="many", value="much")
    assert (record.when, record.count, record.value) == ("once upon a time", "many", "much")
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert {name: errors[0].code for name, errors in refused.value.error_dict.items()} == {
        "when": "date",
        "count": "quantity",
        "value": "money",
    }
    with pytest.raises(ValidationError), transaction.atomic():
        record.save()
    assert delivery.objects.count() == 0


def test_a_required_value_must_be_there(delivery: Delivery) -> None:
    with pytest.raises(ValidationError) as refused:
        delivery(due=None).full_clean()
    assert refused.value.message_dict == {"due": ["This field cannot be blank."]}
    delivery(due=Absence.NOT_KNOWN).full_clean()


def test_saving_some_columns_saves_what_they_derive(delivery: Delivery) -> None:
    delivery.objects.create(when="2004", value="5 kr.")
    assert with_derived(delivery, ["when", "name"]) == {"when", "when_earliest", "when_latest", "name"}
    record = delivery.objects.get()
    record.when = "2005"
    record.save(update_fields=with_derived(delivery, ["when"]))
    record = delivery.objects.only("id", "when", "value").get()
    record.when, record.value = "2006", "6 kr."
    record.save()
    record = delivery.objects.get()
    assert (record.when.text, record.when_earliest, record.value_amount) == ("2006", date(2006, 1, 1), Decimal(6))


def test_deferred_and_refreshed_values_are_values(delivery: Delivery) -> None:
    key = delivery.objects.create(when="2014-05", name="tents").pk
    record = delivery.objects.defer("when", "when_earliest").get(pk=key)
    assert record.get_deferred_fields() == {"when", "when_earliest"}
    record.name = "pumps"
    record.save()
    assert (record.when, record.when_earliest) == (MAY_2014, date(2014, 5, 1))
    record.when = "2015"
    record.refresh_from_db(fields=["when"])
    assert (record.when, record.when_earliest, record.name) == (MAY_2014, date(2014, 5, 1), "pumps")


def test_filters_take_text_values_and_absences(delivery: Delivery) -> None:
    for name, when in (("a", "2004"), ("b", "not known"), ("c", "2004-05"), ("d", "")):
        delivery.objects.create(name=name, when=when)

    def found(**condition: Any) -> list[str]:
        return list(delivery.objects.filter(**condition).order_by("name").values_list("name", flat=True))

    assert found(when="2004") == ["a"]
    assert found(when=PartialDate.parse("2004")) == ["a"]
    assert found(when=gettext_lazy("2004")) == ["a"]
    assert found(when=Absence.NOT_KNOWN) == ["b"]
    assert found(when__in=["2004", Absence.NOT_KNOWN]) == ["a", "b"]
    assert found(when=None) == found(when__exact="")
    assert found(when__startswith="2004") == ["a", "c"]
    with pytest.raises(ValidationError):
        found(when="once upon a time")


def test_records_are_found_by_overlap_and_sorted_by_date(delivery: Delivery) -> None:
    for when in ("2015-21", "2015", "2004", "2006/..", "not known", "", "2015-04-30", "2015-05"):
        delivery.objects.create(when=when, name=when)

    def found(first: date | None, last: date | None) -> list[str]:
        chosen = delivery.objects.filter(overlap_q("when", first, last)).order_by(*date_order("when"))
        return [record.when.text for record in chosen]

    assert found(date(2015, 4, 1), date(2015, 4, 30)) == ["2006/..", "2015", "2015-21", "2015-04-30"]
    assert found(date(2004, 1, 1), date(2004, 12, 31)) == ["2004"]
    assert found(None, date(2005, 12, 31)) == ["2004"]
    everything = ["2004", "2006/..", "2015", "2015-21", "2015-04-30", "2015-05"]
    assert found(None, None) == everything
    newest = delivery.objects.filter(overlap_q("when", None, None)).order_by(*date_order("when", newest_first=True))
    assert [record.when.text for record in newest] == everything[::-1]
    assert sorted(map(PartialDate.parse, everything)) == list(map(PartialDate.parse, everything))


def test_values_leave_and_come_back_through_serialisation(delivery: Delivery) -> None:
    record = delivery.objects.create(when="2014-05", count="about 200", value="EUR 1.5", due="withheld")
    text = serializers.serialize("json", [record])
    assert {name: json.loads(text)[0]["fields"][name] for name in ("when", "count", "value", "due")} == {
        "when": "2014-05",
        "count": "about 200",
        "value": "EUR 1.5",
        "due": "withheld",
    }
    field = delivery._meta.get_field("when")
    assert [field.to_python(field.value_to_string(made)) for made in (record, delivery())] == [MAY_2014, None]


def test_text_is_read_by_the_active_language(delivery: Delivery) -> None:
    with translation.override("da"):
        assert delivery(count="1,500").count == Quantity(Decimal("1.5"))
    with translation.override("en"):
        assert delivery(count="1,500").count == "1,500"
