"""Citations: which source, and where in it, a record's field rests on."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, cast

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.records.models import Record
from cooperation.records.reliability import Reliability
from cooperation.records.row_numbers import raise_marks
from cooperation.records.rows import Row
from cooperation.records.tables import among_ids

ROW_NUMBER = re.compile("0|[1-9][0-9]{0,5}")


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    MENTIONS = "mentions", _("mentions")


class Citation(Row):
    """A place in a source on which a field of a record, or the record as a whole, rests."""

    parent_field = "record"

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    field = models.CharField(
        _("field"),
        max_length=80,
        blank=True,
        help_text=_("Public. The field that rests on it, for example “period” or “items.2”; empty: the whole record."),
    )
    source = models.ForeignKey(
        "cooperation.Source",
        on_delete=models.PROTECT,
        related_name="cited_in",
        verbose_name=_("source"),
        help_text=_("Public."),
    )
    paragraph = models.PositiveSmallIntegerField(
        _("paragraph"),
        null=True,
        blank=True,
        help_text=_("Public. Counted from 1: the non-empty lines of the captured text."),
    )
    stance = models.CharField(
        _("stance"),
        max_length=11,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text=_("Public. What the source does for the field."),
    )
    reliability = models.CharField(
        _("reliability"),
        max_length=26,
        choices=Reliability,
        blank=True,
        help_text=_("Public. Where this passage is more or less reliable than its source; empty: as its source."),
    )
    note_en = models.CharField(_("note (English)"), max_length=500, blank=True, help_text=_("Public."))
    note_da = models.CharField(_("note (Danish)"), max_length=500, blank=True, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="citation_number_unique"),
            models.CheckConstraint(
                condition=models.Q(paragraph__isnull=True) | models.Q(paragraph__gte=1),
                name="citation_paragraph_from_one",
            ),
        ]

    def __str__(self) -> str:
        parts = [self.field or str(_("the record as a whole"))]
        if self.paragraph:
            parts.append(gettext("paragraph %(number)s") % {"number": self.paragraph})
        return ", ".join(parts)

    def siblings(self) -> models.QuerySet:
        return Citation.objects.filter(content_type=self.content_type, object_id=self.object_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the citation. A number that it names although there is no such row is given to none later."""
        super().save(*args, **kwargs)
        kind = cast("type[Record]", self.content_type.model_class())
        if (cited := cited_row(kind, self.field)) and not row_exists(kind, self.object_id, *cited):
            raise_marks(cited[0], str(kind._meta.model_name), {self.object_id: cited[1]})

    @classmethod
    def cited_as(cls) -> str:
        """Citations are not cited themselves."""
        return ""

    @classmethod
    def record_column(cls) -> str:
        return "object_id"

    @classmethod
    def of_records(cls, kind: type[Record], ids: Iterable[int]) -> models.QuerySet:
        content_type = ContentType.objects.get_for_model(kind)
        return cls.objects.filter(content_type=content_type, object_id__in=among_ids(ids))

    @classmethod
    def locate(cls, rows: models.QuerySet) -> Iterator[tuple[type[Record], int, int]]:
        for content_type, pk, number in rows.order_by().values_list("content_type_id", "object_id", "number"):
            kind: Any = ContentType.objects.get_for_id(content_type).model_class()
            yield cast("type[Record]", kind), pk, number

    def check_rules(self) -> None:
        if self.field and self.content_type_id and not names_a_field(self.content_type.model_class(), self.field):
            raise ValidationError(
                {"field": _("“%(field)s” is no field of this kind of record.") % {"field": self.field}}
            )


def names_a_field(model: type[models.Model] | None, name: str) -> bool:
    """Say whether `name` is a field of the model, or a child row of it written `items.2`."""
    if model is None:
        return False
    stem, dot, number = name.partition(".")
    try:
        field = model._meta.get_field(stem)
    except FieldDoesNotExist:
        return False
    if field.one_to_many and field.auto_created:
        return bool(ROW_NUMBER.fullmatch(number)) or not dot
    return not dot and not field.auto_created


def cited_row(model: type[models.Model] | None, name: str) -> tuple[type[Row], int] | None:
    """Return the child table and the number that `items.2` names, None where a citation names no row."""
    stem, dot, number = name.partition(".")
    if model is None or not dot or not names_a_field(model, name):
        return None
    relation: Any = model._meta.get_field(stem)
    return cast("type[Row]", relation.related_model), int(number)


def row_exists(kind: type[Record], pk: int, row: type[Row], number: int) -> bool:
    return row.of_records(kind, [pk]).filter(number=number).exists()


def cited_references(model: type[models.Model], citations: models.QuerySet) -> dict[int, str]:
    """Return by id the references of the records that these citations, all of one kind of record, are of."""
    cited = model._default_manager.filter(pk__in=citations.order_by().values("object_id"))
    return dict(cited.values_list("pk", "reference"))


def find_orphaned_citations() -> Iterator[Citation]:
    """Give the citations that name a child row which is not there, record by record."""
    of_rows = Citation.objects.filter(field__contains=".").select_related("source", "content_type")
    ordered = of_rows.order_by("content_type", "object_id", "number").prefetch_related("record")
    for _record, own in groupby(ordered, key=lambda citation: (citation.content_type_id, citation.object_id)):
        citations = list(own)
        there = existing_rows(citations[0].content_type.model_class(), citations)
        yield from (citation for citation in citations if citation.field not in there)


def existing_rows(kind: Any, citations: Iterable[Citation]) -> set[str]:
    """Return which of the rows that one record's citations name are there."""
    found: set[str] = set()
    for citation in citations:
        if citation.field not in found and (cited := cited_row(kind, citation.field)):
            found |= {citation.field} if row_exists(kind, citation.object_id, *cited) else set()
    return found
