"""What the database itself refuses, even from code that goes round clean()."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import F

from cooperation.values.fields import MoneyField, PartialDateField, QuantityField
from tests.house.kinds import MODELS, ROWS, factory_of, kind_id

# Rule of a value → what breaks it, for a field called `{}`; every value in the register has each rule of its kind.
DATE_RULES: dict[str, list[dict[str, Any]]] = {
    "in_step": [
        {"{}": "2004"},
        {"{}_earliest": "2004-01-01"},
        {"{}": "not known", "{}_earliest": "2004-01-01", "{}_latest": "2004-12-31"},
        {"{}": "2004", "{}_earliest": "2004-01-01"},
    ],
    "not_reversed": [{"{}": "2004", "{}_earliest": "2004-12-31", "{}_latest": "2004-01-01"}],
}
QUANTITY_RULES: dict[str, list[dict[str, Any]]] = {
    "in_step": [{"{}": "14"}, {"{}_number": 14}, {"{}": "unquantified: many", "{}_number": 14}],
    "not_negative": [{"{}": "14", "{}_number": -14}],
}
MONEY_RULES: dict[str, list[dict[str, Any]]] = {
    "in_step": [
        {"{}": "DKK 84"},
        {"{}_amount": 84},
        {"{}_currency": "DKK"},
        {"{}": "withheld", "{}_amount": 84, "{}_currency": "DKK"},
    ],
    "not_negative": [{"{}": "DKK 84", "{}_amount": -84, "{}_currency": "DKK"}],
    "currency": [
        {"{}": "DKK 84", "{}_amount": 84, "{}_currency": wrong} for wrong in ("dkk", "DK", "D1K", "kr.", "ÆØÅ")
    ],
}
RULES: dict[type[models.Field], dict[str, list[dict[str, Any]]]] = {
    PartialDateField: DATE_RULES,
    QuantityField: QUANTITY_RULES,
    MoneyField: MONEY_RULES,
}

# Constraint of one row → what breaks it
ROW_RULES: dict[str, dict[str, Any]] = {
    "activity_iati_needs_status_and_date": {"iati_reportable": True},
    "activity_not_own_parent": {"parent": F("pk")},
    "citation_paragraph_from_one": {"paragraph": 0},
    "commitment_due_date_given": {"due_kind": "date"},
    "commitment_made_somewhere": {"declaration": None},
    "declaration_not_related_to_itself": {"target": F("declaration")},
    "fundingline_says_why_not_counted": {"counts_in_totals": False},
    "meeting_not_own_previous": {"previous": F("pk")},
    "membership_not_of_itself": {"forum": F("partner")},
    "partner_iso_countries_only": {"kind": "forum", "iso_alpha2": "XX"},
    "partner_not_own_parent": {"parent": F("pk")},
    "programme_iati_needs_status_and_date": {"iati_reportable": True},
    "programme_not_own_parent": {"parent": F("pk")},
    "programme_not_own_predecessor": {"predecessor": F("pk")},
    "programme_oda_share_percent": {"oda_share": "101", "oda_share_number": 101},
    "source_published_only_if_it_may_be": {"classification": "internal"},
    "statement_has_a_speaker": {"speaker": None},
    "declaration_ends_after_signing": {
        "signed": "2006",
        "signed_earliest": "2006-01-01",
        "signed_latest": "2006-12-31",
        "ended": "2004",
        "ended_earliest": "2004-01-01",
        "ended_latest": "2004-12-31",
    },
    "declaration_ends_after_entry_into_force": {
        "in_force": "2006",
        "in_force_earliest": "2006-01-01",
        "in_force_latest": "2006-12-31",
        "ended": "2004",
        "ended_earliest": "2004-01-01",
        "ended_latest": "2004-12-31",
    },
}
# Unique constraint → what a row has besides, that it must share with another to break it
ONLY_WITH: dict[str, dict[str, Any]] = {
    "meeting_one_head_a_partner": {"role": "head of delegation"},
    "partner_iso_alpha2_unique": {"iso_alpha2": "XX"},
    "partner_iso_alpha3_unique": {"iso_alpha3": "XXX"},
}


def value_cases() -> list[Any]:
    return [
        pytest.param(model, field.name, rule, breach, id=f"{model.__name__}-{field.name}-{rule}-{number}")
        for model in MODELS
        for field in model._meta.local_fields
        for kind, rules in RULES.items()
        if isinstance(field, kind)
        for rule, breaches in rules.items()
        for number, breach in enumerate(breaches)
    ]


def of_kind(kind: type[models.BaseConstraint]) -> list[Any]:
    found = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]
    return [pytest.param(m, c, id=c.name) for m, c in found if isinstance(c, kind)]


def refused(write: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    return str(error.value)


def overwrite(instance: models.Model, values: dict[str, Any]) -> Callable[[], object]:
    return lambda: type(instance)._default_manager.filter(pk=instance.pk).update(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field", "rule", "breach"), value_cases())
def test_a_value_and_what_is_derived_from_it_agree(
    model: type[models.Model], field: str, rule: str, breach: dict[str, Any]
) -> None:
    values = {name.format(field): value for name, value in breach.items()}
    message = refused(overwrite(factory_of(model)(), values))
    assert f"cooperation_{model._meta.model_name}_{field}_{rule}" in message


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROW_RULES)
def test_a_row_that_breaks_a_rule_is_refused(name: str) -> None:
    (model,) = (model for model in MODELS if name in {constraint.name for constraint in model._meta.constraints})
    assert name in refused(overwrite(factory_of(model)(), ROW_RULES[name]))


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), of_kind(models.UniqueConstraint))
def test_a_second_of_the_same_is_refused(model: type[models.Model], constraint: models.UniqueConstraint) -> None:
    besides = ONLY_WITH.get(constraint.name, {})
    first = factory_of(model)(**besides)
    shared = {name: getattr(first, name) for name in constraint.fields}
    # Another number, or two rows of one record would already be told apart by that.
    second = factory_of(model)(**({"number": 2} if model in ROWS else {}))
    message = refused(overwrite(second, shared | besides))
    keys = [next(field for field in model._meta.concrete_fields if field.name == name) for name in constraint.fields]
    columns = {f"{model._meta.db_table}.{key.column}" for key in keys}
    assert constraint.name in message or all(column in message for column in columns)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in MODELS if model not in ROWS], ids=kind_id)
def test_a_second_record_with_the_same_reference_is_refused(model: type[models.Model]) -> None:
    first, second = factory_of(model)(), factory_of(model)()
    assert "reference" in refused(overwrite(second, {"reference": first.reference}))


def test_every_check_of_the_database_is_tried() -> None:
    there = {constraint.name for _, constraint in (case.values for case in of_kind(models.CheckConstraint))}
    of_values = {
        f"cooperation_{model._meta.model_name}_{field}_{rule}"
        for model, field, rule, _ in (case.values for case in value_cases())
    }
    assert there == of_values | set(ROW_RULES)
