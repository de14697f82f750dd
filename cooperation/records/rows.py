"""Child rows: the numbered lines that belong to one record, such as a meeting's participants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from cooperation.records.models import Record, State
from cooperation.records.row_numbers import LARGEST_NUMBER, find_marks, next_sort_order, prepare_deletion
from cooperation.records.tables import among_ids
from cooperation.values.texts import NormalTexts


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

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and their citations; their numbers are not given again."""
        prepare_deletion(self)
        return super().delete()

    setattr(delete, "alters_data", True)  # noqa: B010 -- as Django's own: templates may not call it
    setattr(delete, "queryset_only", True)  # noqa: B010 -- nor is it a method of managers


class Row(NormalTexts):
    """A child row. `parent_field` names the foreign key to the record it belongs to.

    Its `number` identifies it within the record, in addresses, sheets and citations, and is never given to another
    row. Rows are shown by `sort_order`.

    `dated_text` names the text that held when the row's source was written, and may have changed since;
    `dated_itself_by` the period that says it, where it has an end.
    """

    parent_field: ClassVar[str]
    dated_text: ClassVar[str] = ""
    dated_itself_by: ClassVar[str] = ""

    number = models.PositiveIntegerField(
        _("number"),
        blank=True,
        validators=[MaxValueValidator(LARGEST_NUMBER)],
        help_text=_(
            "Identifies the row within its record, for example in citations. Empty: the next number. A number is never"
            " used again for another row."
        ),
    )
    sort_order = models.PositiveIntegerField(
        _("order"),
        blank=True,
        validators=[MaxValueValidator(LARGEST_NUMBER)],
        help_text=_("Rows are shown in this order. Empty: last."),
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_order", "number"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        number: int | None = self.number
        sort_order: int | None = self.sort_order
        if number is None or sort_order is None:
            sort_orders = dict(self.siblings().values_list("number", "sort_order"))
            if number is None:
                self.number = self.find_highest(sort_orders) + 1
            if sort_order is None:
                self.sort_order = next_sort_order(self.number, sort_orders)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and its citations; its number is not given again."""
        prepare_deletion(type(self)._default_manager.filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    def find_highest(self, numbers: Iterable[int] | None = None) -> int:
        """Return the highest number that a row of the same record has had; `numbers` are those of its rows."""
        parent = self.parent
        marks = find_marks(type(self), str(parent._meta.model_name), [parent.pk])
        own = self.siblings().values_list("number", flat=True) if numbers is None else numbers
        return max([*own, *marks.values()], default=0)

    @property
    def citation_field(self) -> str:
        """The row as citations name it: `items.3`."""
        return f"{self.cited_as()}.{self.number}"

    @classmethod
    def cited_as(cls) -> str:
        """Return how citations name rows of this kind: `items` of `items.3`."""
        parent: Any = cls._meta.get_field(cls.parent_field)
        return str(parent.remote_field.get_accessor_name())

    @classmethod
    def record_column(cls) -> str:
        """Return the attribute that holds the id of a row's record."""
        return f"{cls.parent_field}_id"

    @classmethod
    def of_records(cls, kind: type[Record], ids: Iterable[int]) -> models.QuerySet:
        """Return the rows of records of a kind, given by id."""
        return cls._default_manager.filter(**{f"{cls.parent_field}__in": among_ids(ids)})

    @classmethod
    def locate(cls, rows: models.QuerySet) -> Iterator[tuple[type[Record], int, int]]:
        """Give the kind and id of each row's record, and the row's number."""
        parent: Any = cls._meta.get_field(cls.parent_field)
        for pk, number in rows.order_by().values_list(parent.attname, "number"):
            yield parent.related_model, pk, number

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
