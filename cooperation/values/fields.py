"""Model fields for the values: canonical text in the column, and beside it what pages sort and filter by.

These companion columns join the model once its class is complete, unless it declares them itself. Historical
models in migrations have them from their own migration instead.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cooperation.values.absence import Absence
from cooperation.values.forms import MoneyFormField, PartialDateFormField, QuantityFormField, ValueFormField
from cooperation.values.money import REGISTER_CURRENCY, Money
from cooperation.values.money_input import read_money
from cooperation.values.numbers import DECIMALS, DIGITS
from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import read_partial_date
from cooperation.values.quantity import Quantity
from cooperation.values.quantity_input import read_quantity
from cooperation.values.words import Value

_NO_VALUE: Final = frozenset(absence.value for absence in Absence) | {""}


class Basis(models.TextChoices):
    """How the register comes by a date."""

    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred")
    ESTIMATED = "estimated", _("estimated")


class ValueAttribute(DeferredAttribute):
    """Text becomes its value when assigned, if it can be read; text that cannot stays until clean or save."""

    field: "ValueField"

    def __set__(self, instance: models.Model, value: Any) -> None:
        try:
            value = self.field.to_python(value)
        except ValidationError:
            instance.__dict__[self.field.attname] = value
        else:
            self.field.store(instance, value)


class ValueField(models.CharField):
    descriptor_class = ValueAttribute
    empty_values = []  # so that clean() also runs for an emptied value, whose companions must empty too
    value_class: type[Value]
    form_class: type[ValueFormField]
    longest = 32

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", self.longest)
        super().__init__(*args, **kwargs)
        self._companions = self.make_companions()  # here, so that their columns follow this one's

    def make_companions(self) -> dict[str, models.Field]:
        """Suffix → column. Those that `derive` names are written by this field alone."""
        raise NotImplementedError

    def derive(self, value: Any) -> dict[str, Any]:
        """Suffix → what the value says there; called with None for no value and for an absence."""
        raise NotImplementedError

    def read(self, written: Any) -> Value | Absence | None:
        raise NotImplementedError

    @property
    def companions(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{suffix}" for suffix in self._companions)

    @property
    def derived(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{suffix}" for suffix in self.derive(None))

    def store(self, instance: models.Model, value: Value | Absence | None) -> None:
        instance.__dict__[self.attname] = value
        for suffix, part in self.derive(value if isinstance(value, self.value_class) else None).items():
            setattr(instance, f"{self.name}_{suffix}", part)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == self.longest:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract and cls.__module__ != "__fake__":
            class_prepared.connect(self._add_companions, sender=cls)

    def _add_companions(self, sender: type[models.Model], **kwargs: Any) -> None:
        present = {field.name for field in sender._meta.local_fields}
        for suffix, template in self._companions.items():
            if f"{self.name}_{suffix}" not in present:
                companion = template.clone()
                companion.creation_counter = template.creation_counter
                companion.verbose_name = format_lazy("{}: {}", self.verbose_name, template.verbose_name)
                sender.add_to_class(f"{self.name}_{suffix}", companion)

    def get_default(self) -> Any:
        return self.to_python(super().get_default())

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, self.value_class | Absence):
            return value
        if isinstance(value, Promise):
            value = str(value)
        if not isinstance(value, str):
            return self.read(value)
        if value in _NO_VALUE:
            return Absence(value) if value else None
        try:
            return self.value_class.parse(value)
        except ValidationError:
            return self.read(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if value is None or value in _NO_VALUE:
            return Absence(value) if value else None
        return self.value_class.parse(value)

    def get_prep_value(self, value: Any) -> str:
        return _text(self.to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        self.store(model_instance, value)
        return value

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        cleaned = super().clean(value, model_instance)
        if model_instance is not None:
            self.store(model_instance, cleaned)
        return cleaned

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value is None and self.editable and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value: Any) -> None:
        if value is not None:
            super().run_validators(_text(value))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": self.form_class, **kwargs})


class PartialDateField(ValueField):
    """Holds PartialDate | Absence | None; companions `_earliest`, `_latest`, `_basis`, `_note`."""

    _pyi_private_set_type: PartialDate | Absence | str | None  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate | Absence | None  # type: ignore[assignment]
    description = _("Partial date")
    value_class = PartialDate
    form_class = PartialDateFormField

    def make_companions(self) -> dict[str, models.Field]:
        derived: dict[str, Any] = {"null": True, "blank": True, "editable": False}
        return {
            "earliest": models.DateField(_("earliest day"), **derived),
            "latest": models.DateField(_("latest day"), **derived),
            "basis": models.CharField(_("basis"), max_length=9, choices=Basis.choices, blank=True),
            "note": models.CharField(_("words in the source"), max_length=200, blank=True),
        }

    def derive(self, value: PartialDate | None) -> dict[str, Any]:
        return {"earliest": value and value.earliest, "latest": value and value.latest}

    def read(self, written: Any) -> PartialDate | Absence | None:
        return read_partial_date(written)


class QuantityField(ValueField):
    """Holds Quantity | Absence | None; companion `_number`."""

    _pyi_private_set_type: Quantity | Absence | str | None  # type: ignore[assignment]
    _pyi_private_get_type: Quantity | Absence | None  # type: ignore[assignment]
    description = _("Quantity")
    value_class = Quantity
    form_class = QuantityFormField
    longest = 200

    def make_companions(self) -> dict[str, models.Field]:
        return {"number": _derived_number(pgettext_lazy("quantity", "number"))}

    def derive(self, value: Quantity | None) -> dict[str, Any]:
        return {"number": value and value.number}

    def read(self, written: Any) -> Quantity | Absence | None:
        return read_quantity(written)


class MoneyField(ValueField):
    """Holds Money | Absence | None; companions `_amount`, `_currency`. No currency written: kroner."""

    _pyi_private_set_type: Money | Absence | str | None  # type: ignore[assignment]
    _pyi_private_get_type: Money | Absence | None  # type: ignore[assignment]
    description = _("Money")
    value_class = Money
    form_class = MoneyFormField

    def make_companions(self) -> dict[str, models.Field]:
        return {
            "amount": _derived_number(_("amount")),
            "currency": models.CharField(_("currency"), max_length=3, blank=True, editable=False),
        }

    def derive(self, value: Money | None) -> dict[str, Any]:
        return {"amount": value and value.amount, "currency": value.currency if value else ""}

    def read(self, written: Any) -> Money | Absence | None:
        return read_money(written, default_currency=REGISTER_CURRENCY)


def with_derived(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """For `save(update_fields=…)`: the names, and the columns derived from those that are values."""
    wanted = set(names)
    for field in model._meta.concrete_fields:
        if isinstance(field, ValueField) and field.name in wanted:
            wanted.update(field.derived)
    return wanted


def _derived_number(verbose_name: Any) -> models.DecimalField:
    return models.DecimalField(
        verbose_name, max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True, editable=False
    )


def _text(value: Value | Absence | None) -> str:
    return "" if value is None else value.text
