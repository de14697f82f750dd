"""What every record shares, and the one door to the public."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Self
from urllib.parse import quote

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.expressions import RawSQL
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.records.former import forget_former, keep_former
from cooperation.records.hierarchy import refuse_circles
from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.matching import ids_holding
from cooperation.records.searched import whole_text
from cooperation.search.index import holding
from cooperation.search.sought import Sought, sought_words
from cooperation.values.long_texts import LongTextField
from cooperation.values.texts import NormalTexts

reference_format = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Write small letters a–z, digits and single hyphens, for example “rs-loi-2004”."),
)


class Referenced(NormalTexts):
    """Anything that is named by a reference: records and the terms of lookup lists.

    `name_fields` are the names by which a spreadsheet may mean it; they may lead through child rows. `ruled_if` names
    the yes-or-no field without which `check_rules` has nothing to say, so that an import need not ask every record.
    """

    name_fields: ClassVar[tuple[str, ...]] = ("title_en", "title_da")
    ruled_if: ClassVar[str] = ""

    stored_as: tuple[str | None, str | None] = (None, None)

    reference = models.CharField(
        _("reference"),
        max_length=80,
        unique=True,
        validators=[reference_format],
        help_text=_(
            "Public. The key in addresses and spreadsheets, for example “rs-loi-2004”. Keep it once others use it."
        ),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it. A reference that it leaves is kept, for those who know it by that."""
        super().save(*args, **kwargs)
        self.keep_left()
        self.remember()

    def natural_key(self) -> tuple[str]:
        return (self.reference,)

    def keep_left(self) -> None:
        """Keep the reference that the register had it under, where it has another now or is public no more."""
        reference, state = self.stored_as
        if reference is None:
            return
        was_public, is_public = is_known(state), is_known(self.__dict__.get("state"))
        if reference != self.reference or (was_public and not is_public):
            keep_former(type(self), {self.pk: reference}, was_public=was_public)
        if reference != self.reference:
            forget_former(type(self), self.reference, self.pk, is_public=is_public)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it. Its reference is kept, since no other may take it unasked where it was public."""
        left = {self.pk: self.stored_as[0] or self.reference}
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            keep_former(type(self), left, was_public=is_known(self.stored_as[1]))
        return deleted

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        found = super().from_db(*args, **kwargs)
        found.remember()
        return found

    def remember(self) -> None:
        """Know under which reference, and in which state, the register has it."""
        self.stored_as = self.__dict__.get("reference"), self.__dict__.get("state")

    def clean(self) -> None:
        super().clean()
        self.check_rules()
        refuse_circles(self)

    def check_rules(self) -> None:
        """Hold the record's own fields against each other, without a query; raises ValidationError by field."""


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


GUARDED_STATES = frozenset({State.PUBLISHED, State.WITHDRAWN})


def is_known(state: str | None) -> bool:
    """Whether the public knows, or knew, what is in this state; terms have none and are always public."""
    return state is None or state in GUARDED_STATES


def keep_deleted(records: models.QuerySet) -> None:
    """Keep the references of records that are about to be deleted."""
    stateful = issubclass(records.model, Record)
    left: dict[bool, dict[int, str]] = {True: {}, False: {}}
    for pk, reference, *state in records.order_by().values_list("pk", "reference", *(["state"] if stateful else [])):
        left[is_known(state[0] if state else None)][pk] = reference
    for was_public, references in left.items():
        if references:
            keep_former(records.model, references, was_public=was_public)


class RecordQuerySet(models.QuerySet):
    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            keep_deleted(self)
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own
    delete.queryset_only = True  # type: ignore[attr-defined]  # else managers would have it

    def published(self) -> Self:
        """What the public may see, said here alone: every page, count, export and choice goes through this."""
        return self.filter(state=State.PUBLISHED)

    def withdrawn(self) -> Self:
        """What the public was shown and is told of no more than that it was withdrawn."""
        return self.filter(state=State.WITHDRAWN)

    def unpublished(self) -> Self:
        return self.exclude(state=State.PUBLISHED)

    def matching(self, text: str, at_most: int | None = None, *, beginnings: bool = True) -> Self:
        """Published records that hold every word of `text`, however its letters are written; all where it is empty.

        A word also finds the longer ones that begin with it, unless `beginnings` is false. With `at_most`, no more
        than so many, the last ones entered, are looked at: that costs the same however many there are.
        """
        words = sought_words(text)
        if not words:
            return self.none() if text.strip() else self
        found = ids_holding(self.model, Sought(words, beginnings), at_most)
        return self.published().filter(pk__in=RawSQL(*found))  # noqa: S611 -- the words are parameters

    def matching_for_officers(self, text: str) -> Self:
        """The same of records in any state, and of everything in their child rows."""
        words = sought_words(text)
        if not words:
            return self.none() if text.strip() else self
        return self.filter(pk__in=holding(self.model, Sought(words, in_rows=True, unpublished=True)))


class Record(Referenced):
    """A fact of the register with a title, a state, areas and citations."""

    with_parts: ClassVar[str | Promise] = ""  # what a record is called with all below it, for kinds taken so
    is_reported_as_a_whole: ClassVar[bool] = True  # what rests on unnamed sources alone may not be so at all
    staff_only: ClassVar[frozenset[str]] = frozenset({"owner", "journal_number", "internal_note"})
    searched_rows: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    searched: ClassVar[tuple[str, ...]] = ("reference", "title_en", "title_da", "summary_en", "summary_da")

    title_en = models.CharField(_("title (English)"), max_length=250, help_text=_("Public."))
    title_da = models.CharField(
        _("title (Danish)"),
        max_length=250,
        blank=True,
        help_text=_("Public. Danish pages show the English title where this is empty."),
    )
    summary_en = LongTextField(_("summary (English)"), blank=True, help_text=_("Public. Two or three sentences."))
    summary_da = LongTextField(_("summary (Danish)"), blank=True, help_text=_("Public. Two or three sentences."))
    areas = LinksField("cooperation.Area", verbose_name=_("areas"), blank=True, help_text=_("Public."))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text=_("The public sees published records only."),
    )
    last_verified = models.DateField(
        _("last verified"),
        null=True,
        blank=True,
        help_text=_("Public. The day somebody last held the record against its sources."),
    )
    verified_by = models.CharField(
        _("verified by"), max_length=100, blank=True, help_text=_("Public. The office, not the officer.")
    )
    owner = models.CharField(
        _("owner"), max_length=100, blank=True, help_text=_("Staff only. The officer or office that keeps the record.")
    )
    journal_number = models.CharField(_("journal number"), max_length=60, blank=True, help_text=_("Staff only."))
    internal_note = LongTextField(_("internal note"), blank=True, help_text=_("Staff only. Never shown to the public."))
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True, db_index=True)
    folded = models.TextField(editable=False, default="")

    citations = GenericRelation("cooperation.Citation")

    objects = RecordQuerySet.as_manager()

    title = Localised()
    summary = Localised()

    class Meta(Referenced.Meta):
        abstract = True
        ordering = ["reference"]
        default_permissions = ("add", "change", "delete", "view", "publish")

    def __str__(self) -> str:
        return self.title.text or self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the record with its search text and, where it was there before, the next revision number."""
        if self.pk and not self._state.adding:
            self.revision += 1
        self.folded = self.search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.address_in(get_language(), get_script_prefix())

    def address_in(self, language: str | None, prefix: str) -> str:
        """Its address in that language, for who writes many links and finds out both once."""
        before, after = around_reference(str(self._meta.model_name), language, prefix)
        plain = reference_format.regex.match(self.reference)  # type: ignore[union-attr]
        return f"{before}{self.reference if plain else quote(self.reference)}{after}"

    @cached_property
    def citations_by_field(self) -> Counter[str]:
        """How many citations each field and each child row (`items.2`) has."""
        return Counter(self.citations.values_list("field", flat=True))

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    def search_text(self) -> str:
        """Return what the record is found by, as the database indexes it."""
        return whole_text(self)


@cache
def around_reference(name: str, language: str | None, prefix: str) -> tuple[str, str]:
    """What goes before and after the reference in the addresses of a kind; working it out for each link takes long."""
    before, _, after = reverse(f"cooperation:{name}_detail", args=["0"]).rpartition("0")
    return before, after


def record_models() -> list[type[Record]]:
    """Return every kind of record, in the order of the index."""
    return [model for model in apps.get_app_config("cooperation").get_models() if issubclass(model, Record)]


def may_move(user: Any, model: type[models.Model], before: str | None, after: str) -> bool:
    """Say whether the user may bring a record from one state to another; None is that of a record not yet made.

    Publishing and withdrawing, and undoing either, takes the permission to publish.
    """
    if before == after or not {before, after} & GUARDED_STATES:
        return True
    return bool(user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}"))
