"""References that records and terms have left, so that whoever knows them by these still finds them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.records.tables import among

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class FormerReference(models.Model):
    """A reference that a record or term has left, by another one or by being deleted.

    `kind` is its model, `object_id` its id. `was_public` says that the public knew it by this reference: only then
    does an address lead on, and only then is a new record asked before it takes the reference. `left_at` is empty where
    the time is not known.
    """

    kind = models.CharField(gettext_lazy("kind of record"), max_length=50)
    reference = models.CharField(gettext_lazy("reference"), max_length=80)
    object_id = models.PositiveBigIntegerField(gettext_lazy("record"))
    was_public = models.BooleanField(gettext_lazy("was public"), default=False)
    left_at = models.DateTimeField(gettext_lazy("left"), null=True)

    class Meta:
        verbose_name = gettext_lazy("former reference")
        verbose_name_plural = gettext_lazy("former references")
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference", "object_id"], name="former_reference_once_a_record")
        ]

    def __str__(self) -> str:
        return self.reference


@dataclass(frozen=True)
class Left:
    """Who left a reference, and when."""

    object_id: int
    was_public: bool
    left_at: datetime | None

    @property
    def when(self) -> datetime:
        """The time to sort by; what is not known comes first."""
        return self.left_at or LONG_AGO

    @property
    def question(self) -> str:
        """Say why the reference is not simply given to a new record."""
        if self.left_at is None:
            return _("another record was public under this reference; choose another, or confirm this one")
        day = date_format(localtime(self.left_at), "DATE_FORMAT")
        return _(
            "another record was public under this reference until %(day)s; choose another, or confirm this one"
        ) % {"day": day}


Leavers = Mapping[str, list[Left]]
"""Reference → who left it, the last one at the end."""


def keep_former(model: type[models.Model], references: Mapping[int, str], *, was_public: bool) -> None:
    """Keep the references, given by id, that records have just left. One that was public once stays so."""
    now, kind = timezone.now(), str(model._meta.model_name)
    FormerReference.objects.bulk_create(
        (
            FormerReference(kind=kind, reference=reference, object_id=pk, was_public=was_public, left_at=now)
            for pk, reference in references.items()
        ),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["kind", "reference", "object_id"],
        update_fields=["left_at", *(["was_public"] if was_public else [])],
    )


def forget_former(model: type[models.Model], reference: str, pk: int, *, is_public: bool) -> None:
    """Forget that the record left the reference, which it has again; not that the public knows it by that."""
    own = FormerReference.objects.filter(kind=model._meta.model_name, reference=reference, object_id=pk)
    (own if is_public else own.filter(was_public=False)).delete()


def leavers_of(model: type[models.Model], references: Collection[str] | None = None, **known: Any) -> Leavers:
    """Return who left these references of a kind, or any, in one query; `known` filters further.

    PostgreSQL takes no null character, and no reference has one.
    """
    kept = FormerReference.objects.filter(kind=model._meta.model_name, **known)
    if references is not None:
        kept = kept.filter(reference__in=among(one for one in references if "\0" not in one))
    return by_reference(kept.values_list("reference", "object_id", "was_public", "left_at"))


def by_reference(lines: Iterable[tuple[str, int, bool, datetime | None]]) -> Leavers:
    found: dict[str, list[Left]] = defaultdict(list)
    for reference, object_id, was_public, left_at in lines:
        found[reference].append(Left(object_id, was_public, left_at))
    for leavers in found.values():
        leavers.sort(key=lambda left: left.when)
    return dict(found)


def left_since(leavers: Iterable[Left], moment: datetime) -> Left | None:
    """Return who had the reference at the moment and has left it since; None where nobody has."""
    return next((left for left in leavers if left.left_at and left.left_at > moment), None)


def present_reference(model: type[models.Model], reference: str) -> str:
    """Return what the record is called now that has the reference or was the last to leave it; else the same."""
    records = model._default_manager.order_by()
    left = leavers_of(model, [reference]).get(reference)
    if not left or records.filter(reference=reference).exists():
        return reference
    return records.filter(pk=left[-1].object_id).values_list("reference", flat=True).first() or reference


def last_public(model: type[models.Model], references: Collection[str], but: int | None = None) -> dict[str, Left]:
    """Return by reference the last record that left it while the public knew it by that, the record `but` left out."""
    found = leavers_of(model, references, was_public=True)
    others = {reference: [one for one in left if one.object_id != but] for reference, left in found.items()}
    return {reference: left[-1] for reference, left in others.items() if left}
