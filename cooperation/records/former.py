"""References that records were public under and have left, so that their old addresses still lead to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerReference(models.Model):
    """`kind` is the record's model, `object_id` its id; where several records had the reference, the last of them."""

    kind = models.CharField(_("kind of record"), max_length=50)
    reference = models.CharField(_("reference"), max_length=80)
    object_id = models.PositiveBigIntegerField(_("record"))

    class Meta:
        verbose_name = _("former reference")
        verbose_name_plural = _("former references")
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="former_reference_once_a_kind")]

    def __str__(self) -> str:
        return self.reference


def keep_former(model: type[models.Model], reference: str, pk: int) -> None:
    FormerReference.objects.update_or_create(
        kind=model._meta.model_name, reference=reference, defaults={"object_id": pk}
    )


def former_holder(model: type[models.Model], reference: str) -> int | None:
    """Return the id of the record of this kind that was last public under the reference and is so no longer."""
    found = FormerReference.objects.filter(kind=model._meta.model_name, reference=reference)
    return found.values_list("object_id", flat=True).first()
