"""Statements: what somebody says, attributed to the speaker and not recorded as fact."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.values.constraints import date_constraints
from cooperation.values.fields import PartialDateField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField


class StatementKind(models.TextChoices):
    POLICY_AIM = "policy aim", _("policy aim")
    THREAT_ASSESSMENT = "threat assessment", _("threat assessment")
    DEFINITION = "definition", _("definition")
    RANK_CLAIM = "rank claim", _("rank claim")
    POSITION = "position", _("position")


class Statement(Record):
    searched = (*Record.searched, "text_en", "text_da")

    kind = models.CharField(_("kind"), max_length=17, choices=StatementKind, help_text=_("Public."))
    speaker = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker"),
        help_text=_("Public. Whose words they are: an authority, a forum, a country."),
    )
    speaker_person = models.ForeignKey(
        "cooperation.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker (person)"),
        help_text=_("Public."),
    )
    speaker_source = models.ForeignKey(
        "cooperation.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker (source)"),
        help_text=_("Public. Where it is the source itself that speaks, such as a newspaper."),
    )
    text_en = LongTextField(_("text (English)"), help_text=_("Public. Restated in our words."))
    text_da = LongTextField(_("text (Danish)"), blank=True, help_text=_("Public."))
    when = PartialDateField(_("when"), blank=True, help_text=_("Public. The time the statement is about or was made."))
    about_partners = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about partners"),
        help_text=_("Public."),
    )
    about_programmes = LinksField(
        "cooperation.Programme",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about programmes"),
        help_text=_("Public."),
    )
    about_activities = LinksField(
        "cooperation.Activity",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about activities"),
        help_text=_("Public."),
    )
    about_funds = LinksField(
        "cooperation.Fund",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about funds"),
        help_text=_("Public."),
    )
    about_meetings = LinksField(
        "cooperation.Meeting",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about meetings"),
        help_text=_("Public."),
    )
    about_declarations = LinksField(
        "cooperation.Declaration",
        blank=True,
        related_name="statements_about",
        verbose_name=_("about declarations"),
        help_text=_("Public."),
    )

    text = Localised()

    class Meta(Record.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [newest_first("when"), models.Index(fields=["state", "kind"], name="%(class)s_state_lists")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(speaker__isnull=False)
                | models.Q(speaker_person__isnull=False)
                | models.Q(speaker_source__isnull=False),
                name="statement_has_a_speaker",
            ),
            *date_constraints("when"),
        ]

    def check_rules(self) -> None:
        if self.speaker_id is None and self.speaker_person_id is None and self.speaker_source_id is None:
            raise ValidationError({"speaker": _("Say whose statement it is.")})
