"""What the database itself holds true of a value's columns: the text and what is derived from it agree."""

from typing import Final

from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Length, Substr, Upper
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual

from cooperation.values.absence import Absence
from cooperation.values.quantity import Precision

_NO_VALUE: Final = ["", *(absence.value for absence in Absence)]


def date_constraints(name: str) -> list[CheckConstraint]:
    earliest, latest = f"{name}_earliest", f"{name}_latest"
    return [
        _in_step(name, Q(**{f"{name}__in": _NO_VALUE}), [earliest, latest]),
        _constraint(name, "not_reversed", Q(**{f"{latest}__gte": F(earliest)})),
    ]


def quantity_constraints(name: str) -> list[CheckConstraint]:
    no_number = Q(**{f"{name}__in": _NO_VALUE}) | Q(**{f"{name}__startswith": str(Precision.UNQUANTIFIED)})
    return [
        _in_step(name, no_number, [f"{name}_number"]),
        _constraint(name, "not_negative", Q(**{f"{name}_number__gte": 0})),
    ]


def money_constraints(name: str) -> list[CheckConstraint]:
    amount, currency = f"{name}_amount", f"{name}_currency"
    empty = Q(**{f"{name}__in": _NO_VALUE})
    absent = empty & Q(**{f"{amount}__isnull": True, currency: ""})
    present = ~empty & Q(**{f"{amount}__isnull": False}) & ~Q(**{currency: ""})
    return [
        _constraint(name, "in_step", absent | present),
        _constraint(name, "not_negative", Q(**{f"{amount}__gte": 0})),
        _constraint(name, "currency", Q(**{currency: ""}) | _three_capitals(currency)),
    ]


def _in_step(name: str, empty: Q, derived: list[str]) -> CheckConstraint:
    """Derived columns are empty where the text has no value, and only there."""
    absent = empty & Q(**{f"{column}__isnull": True for column in derived})
    present = ~empty & Q(**{f"{column}__isnull": False for column in derived})
    return _constraint(name, "in_step", absent | present)


def _three_capitals(column: str) -> Q:
    """Without a regular expression: SQLite knows one only inside Django's own connection."""
    condition = Q(Exact(Length(column), 3)) & Q(Exact(Upper(column), F(column)))
    for place in (1, 2, 3):
        letter = Substr(column, place, 1)
        condition &= Q(GreaterThanOrEqual(letter, "A")) & Q(LessThanOrEqual(letter, "Z"))
    return condition


def _constraint(name: str, rule: str, condition: Q) -> CheckConstraint:
    return CheckConstraint(condition=condition, name=f"%(app_label)s_%(class)s_{name}_{rule}")
