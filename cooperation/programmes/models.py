"""Programmes: the frames under which activities are carried out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.absence import Absence
from cooperation.values.constraints import date_constraints, quantity_constraints
from cooperation.values.fields import PartialDateField, QuantityField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity


def at_most_all(text: str) -> None:
    """A share is at most 100 per cent."""
    number = Quantity.parse(text).number if Absence.read(text) is None else None
    if number is not None and number > 100:
        raise ValidationError(_("A share is at most 100 per cent."))


class ProgrammeKind(models.TextChoices):
    BILATERAL = "bilateral", _("bilateral")
    REGIONAL = "regional", _("regional")
    FUND = "fund", _("fund")
    PROJECT = "project", _("project")
    LINE_OF_SUPPORT = "line of support", _("line of support")


class ProgrammeStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under way", _("under way")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")
    NOT_KNOWN = "not known", _("not known")


class Programme(Record):
    searched = (*Record.searched, "aims_en", "aims_da")
    ruled_if = "iati_reportable"

    kind = models.CharField(_("kind"), max_length=15, choices=ProgrammeKind, help_text=_("Public."))
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=ProgrammeStatus,
        default=ProgrammeStatus.NOT_KNOWN,
        help_text=_("Public."),
    )
    period = PartialDateField(_("period"), blank=True, help_text=_("Public."))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("parent programme"),
        help_text=_("Public."),
    )
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessor"),
        help_text=_("Public. The programme it carries on."),
    )
    established_by = LinksField(
        "cooperation.Declaration",
        blank=True,
        related_name="programmes",
        verbose_name=_("established by"),
        help_text=_("Public. The declarations it rests on."),
    )
    aims_en = LongTextField(_("aims (English)"), blank=True, help_text=_("Public."))
    aims_da = LongTextField(_("aims (Danish)"), blank=True, help_text=_("Public."))
    lead_authority = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_led",
        verbose_name=_("lead authority"),
        help_text=_("Public."),
    )
    channels = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="programmes_channelled",
        verbose_name=_("channels"),
        help_text=_("Public. Organisations the support goes through, such as OSCE or UNDP."),
    )
    oda_share = QuantityField(
        _("ODA share (%)"),
        blank=True,
        validators=[at_most_all],
        help_text=_("Public. The percentage that counts as official development assistance."),
    )
    iati_reportable = models.BooleanField(
        _("reported to IATI"),
        default=False,
        help_text=_("Public. Whether it stands in the register’s IATI file, which asks for a status and a date."),
    )

    aims = Localised()

    class Meta(Record.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        indexes = [
            newest_first("period"),
            models.Index(fields=["state", "kind", "status"], name="%(class)s_state_lists"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="programme_not_own_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
                name="programme_not_own_predecessor",
            ),
            models.CheckConstraint(
                condition=models.Q(oda_share_number__isnull=True) | models.Q(oda_share_number__lte=100),
                name="programme_oda_share_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(iati_reportable=False)
                | ~models.Q(status=ProgrammeStatus.NOT_KNOWN) & models.Q(period_earliest__isnull=False),
                name="programme_iati_needs_status_and_date",
            ),
            *date_constraints("period"),
            *quantity_constraints("oda_share"),
        ]

    def check_rules(self) -> None:
        if self.iati_reportable and self.status == ProgrammeStatus.NOT_KNOWN:
            raise ValidationError({"status": _("What is reported to IATI needs a status.")})
        if self.iati_reportable and not isinstance(self.period, PartialDate):
            raise ValidationError({"period": _("What is reported to IATI needs a date.")})


class ProgrammePartner(Row):
    """A partner's part in a programme."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        PROVIDER = "provider", _("provider")
        RECIPIENT = "recipient", _("recipient")
        PARTICIPANT = "participant", _("participant")
        FUNDER = "funder", _("funder")

    parent_field = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="partners", verbose_name=_("programme")
    )
    partner = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("partner"),
        help_text=_("Public."),
    )
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.PARTICIPANT, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("programme partner")
        verbose_name_plural = _("programme partners")
        constraints = [
            *row_constraints("programme"),
            models.UniqueConstraint(fields=["programme", "partner", "role"], name="programme_partner_once_a_role"),
        ]

    def __str__(self) -> str:
        return str(self.partner)
