"""Child rows: the numbered lines that belong to one record, such as a meeting's participants."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from cooperation.records.models import Record, State


def record_links(model: type[models.Model]) -> list[models.ForeignKey]:
    """Return the model's foreign keys that lead to records."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
    ]


def leading_to_published(links: Iterable[models.ForeignKey]) -> models.Q:
    may_show = models.Q()
    for link in links:
        shown = models.Q(**{f"{link.name}__state": State.PUBLISHED})
        may_show &= shown | models.Q(**{f"{link.name}__isnull": True}) if link.null else shown
    return may_show


class RowQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Rows the public may see: those of published records that name no unpublished one."""
        return self.filter(leading_to_published(record_links(self.model)))

    def published_below(self) -> Self:
        """The same rows, where their own records are known to be published.

        For the rows of a few records: a database that has counted nothing yet would begin with every published record
        there is, if it could find those by their state.
        """
        row: Any = self.model
        may_show = models.Q()
        for link in record_links(row):
            if link.name != row.parent_field:
                state = Coalesce(models.F(f"{link.name}__state"), models.Value(""))
                shown = models.Q(Exact(state, models.Value(State.PUBLISHED)))
                may_show &= shown | models.Q(**{f"{link.name}__isnull": True}) if link.null else shown
        return self.filter(may_show)

    def hidden(self) -> Self:
        """Rows that the public may not see, though their own record be published."""
        row: Any = self.model
        links: list[Any] = [field for field in record_links(row) if field.name != row.parent_field]
        may_hide = (models.Q(**{f"{link.name}__in": link.related_model.objects.unpublished()}) for link in links)
        return self.filter(reduce(or_, may_hide, models.Q(pk__in=[])))


class Row(models.Model):
    """A child row. `parent_field` names the foreign key to the record it belongs to."""

    parent_field: ClassVar[str]

    number = models.PositiveSmallIntegerField(
        _("number"), blank=True, help_text=_("The row's place in its record; left empty, the next free number.")
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        number: int | None = self.number
        if number is None:
            self.number = (self.siblings().aggregate(last=models.Max("number"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    def siblings(self) -> models.QuerySet:
        """Return the rows of the same record."""
        return type(self)._default_manager.filter(**{self.parent_field: self.parent})

    def clean(self) -> None:
        super().clean()
        self.check_rules()

    def check_rules(self) -> None:
        """Hold the row's own fields against each other, without a query; raises ValidationError by field."""

    @property
    def parent(self) -> Record:
        parent: Record = getattr(self, self.parent_field)
        return parent

    @classmethod
    def check_together(cls, rows: Sequence[Self]) -> Mapping[int, dict[str, str]]:
        """Hold one record's rows against each other.

        Returns what is wrong: index in `rows` → {field name: message}. The forms of the desk and the reading of
        spreadsheets both ask here, so a rule over several rows is stated once.
        """
        return {}

    @classmethod
    def check_links(cls, row: Self, links: Mapping[str, Any]) -> Mapping[str, str]:
        """Hold a row against its links, given by field name; returns {field name: message}."""
        return {}


def row_constraints(parent: str) -> list[models.BaseConstraint]:
    """Return the constraint every child row has: numbers are unique within its parent."""
    return [models.UniqueConstraint(fields=[parent, "number"], name="%(class)s_number_unique")]
