"""Sources: the documents the register's facts rest on."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.models import Record, State
from cooperation.records.reliability import Reliability
from cooperation.values.constraints import date_constraints
from cooperation.values.fields import PartialDateField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField


class SourceKind(models.TextChoices):
    OFFICIAL_PAGE = "official page", _("official page")
    DECLARATION_TEXT = "declaration text", _("declaration text")
    PRESS_RELEASE = "press release", _("press release")
    NEWS = "news", _("news")
    STATISTICS = "statistics", _("statistics")
    WORKBOOK = "workbook", _("workbook")
    PARLIAMENTARY_PAPER = "parliamentary paper", _("parliamentary paper")


class Classification(models.TextChoices):
    MAY_BE_PUBLISHED = "may be published", _("may be published")
    INTERNAL = "internal", _("internal")
    CLASSIFIED = "classified", _("classified")


class Source(Record):
    staff_only = Record.staff_only | {"classification"}
    searched = (
        *Record.searched,
        *("title_as_printed", "author", "on_behalf_of", "publisher_note_en", "publisher_note_da"),
    )

    kind = models.CharField(_("kind"), max_length=19, choices=SourceKind, help_text=_("Public."))
    title_as_printed = models.CharField(_("title as printed"), max_length=250, blank=True, help_text=_("Public."))
    publisher = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_sources",
        verbose_name=_("publisher"),
        help_text=_("Public."),
    )
    publisher_note_en = models.CharField(
        _("publisher note (English)"),
        max_length=250,
        blank=True,
        help_text=_("Public. For example “not named in the text”."),
    )
    publisher_note_da = models.CharField(
        _("publisher note (Danish)"), max_length=250, blank=True, help_text=_("Public.")
    )
    author = models.CharField(_("author"), max_length=250, blank=True, help_text=_("Public."))
    language = models.CharField(
        _("language"),
        max_length=2,
        validators=[RegexValidator(r"^[a-z]{2}\Z", _("Write two small letters, for example “en” or “da”."))],
        help_text=_("Public. ISO 639-1, for example “en”."),
    )
    other_languages = models.CharField(
        _("other languages"),
        max_length=60,
        blank=True,
        help_text=_("Public. Languages it also exists in, for example “da”."),
    )
    published = PartialDateField(_("published"), blank=True, help_text=_("Public."))
    updated = PartialDateField(_("last updated"), blank=True, help_text=_("Public. As printed in the source."))
    link = models.URLField(_("link"), max_length=500, blank=True, help_text=_("Public."))
    on_behalf_of = models.CharField(
        _("reports on behalf of"),
        max_length=250,
        blank=True,
        help_text=_("Public. Whose report it passes on, where it is second-hand."),
    )
    reliability = models.CharField(_("reliability"), max_length=26, choices=Reliability, help_text=_("Public."))
    classification = models.CharField(
        _("classification"),
        max_length=16,
        choices=Classification,
        default=Classification.MAY_BE_PUBLISHED,
        help_text=_("Staff only. Only what may be published can be."),
    )
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("Write 64 small hexadecimal digits."))],
        help_text=_("Public. Of the captured text."),
    )
    captured_on = models.DateField(
        _("captured on"), null=True, blank=True, help_text=_("Public. The day the text was captured.")
    )
    noise_en = LongTextField(
        _("noise (English)"), blank=True, help_text=_("Public. What stands in the text and is no fact.")
    )
    noise_da = LongTextField(_("noise (Danish)"), blank=True, help_text=_("Public."))

    publisher_note = Localised()
    noise = Localised()

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        indexes = [
            newest_first("published", "updated"),
            models.Index(fields=["state", "kind", "reliability"], name="%(class)s_state_lists"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED) | models.Q(classification="may be published"),
                name="source_published_only_if_it_may_be",
            ),
            *date_constraints("published"),
            *date_constraints("updated"),
        ]

    def check_rules(self) -> None:
        if self.state == State.PUBLISHED and self.classification != Classification.MAY_BE_PUBLISHED:
            raise ValidationError({"state": _("Only a source that may be published can be.")})
