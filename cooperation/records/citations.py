"""Citations: which source, and where in it, a record's field rests on."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.records.rows import Row


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
        return number.isdigit() or not dot
    return not dot and not field.auto_created


def cited_references(model: type[models.Model], citations: models.QuerySet) -> dict[int, str]:
    """Return by id the references of the records that these citations, all of one kind of record, are of."""
    cited = model._default_manager.filter(pk__in=citations.order_by().values("object_id"))
    return dict(cited.values_list("pk", "reference"))
