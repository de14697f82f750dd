"""Activities: what is done, given and received."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints, money_constraints, quantity_constraints
from cooperation.values.fields import MoneyField, PartialDateField, QuantityField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField
from cooperation.values.partial_date import PartialDate


class ActivityKind(models.TextChoices):
    TRAINING = "training or course", _("training or course")
    EXERCISE = "exercise", _("exercise")
    DONATION = "donation or transfer", _("donation or transfer")
    DEPLOYMENT = "deployment", _("deployment")
    EMERGENCY_RESPONSE = "emergency response", _("emergency response")
    ADVICE = "advice or mentoring", _("advice or mentoring")
    SYSTEMS = "systems and IT support", _("systems and IT support")
    VISIT = "visit or seminar", _("visit or seminar")
    CEREMONY = "air show or ceremony", _("air show or ceremony")
    WEAPONS_DESTRUCTION = "weapons destruction", _("weapons destruction")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")


class ActivityStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under way", _("under way")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    NOT_KNOWN = "not known", _("not known")


class Direction(models.TextChoices):
    DENMARK_GIVES = "Denmark gives", _("Denmark gives")
    DENMARK_RECEIVES = "Denmark receives", _("Denmark receives")
    MUTUAL = "mutual", _("mutual")
    THIRD_PARTY = "third party", _("third party")


class Activity(Record):
    searched = (*Record.searched, "result_en", "result_da")
    searched_rows = {"items": ("what_en", "what_da"), "participants": ("note_en", "note_da")}
    ruled_if = "iati_reportable"

    kind = models.CharField(_("kind"), max_length=22, choices=ActivityKind, help_text=_("Public."))
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=ActivityStatus,
        default=ActivityStatus.NOT_KNOWN,
        help_text=_("Public."),
    )
    direction = models.CharField(
        _("direction"),
        max_length=16,
        choices=Direction,
        help_text=_("Public. Who gives and who receives."),
    )
    when = PartialDateField(_("when"), blank=True, help_text=_("Public."))
    place = models.ForeignKey(
        "cooperation.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("place"),
        help_text=_("Public."),
    )
    programme = models.ForeignKey(
        "cooperation.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("programme"),
        help_text=_("Public."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("parent activity"),
        help_text=_("Public. For example the exercise a training session prepares for."),
    )
    channels = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="activities_channelled",
        verbose_name=_("channels"),
        help_text=_("Public. Organisations the support goes through, such as OSCE or UNDP."),
    )
    iati_reportable = models.BooleanField(
        _("reported to IATI"),
        default=False,
        help_text=_("Public. Whether it stands in the register’s IATI file, which asks for a status and a date."),
    )
    result_en = LongTextField(_("result (English)"), blank=True, help_text=_("Public."))
    result_da = LongTextField(_("result (Danish)"), blank=True, help_text=_("Public."))

    result = Localised()

    class Meta(Record.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            newest_first("when"),
            models.Index(fields=["state", "kind", "status", "direction"], name="%(class)s_state_lists"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="activity_not_own_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(iati_reportable=False)
                | ~models.Q(status=ActivityStatus.NOT_KNOWN) & models.Q(when_earliest__isnull=False),
                name="activity_iati_needs_status_and_date",
            ),
            *date_constraints("when"),
        ]

    def check_rules(self) -> None:
        if self.iati_reportable and self.status == ActivityStatus.NOT_KNOWN:
            raise ValidationError({"status": _("What is reported to IATI needs a status.")})
        if self.iati_reportable and not isinstance(self.when, PartialDate):
            raise ValidationError({"when": _("What is reported to IATI needs a date.")})


class ActivityParticipant(Row):
    """Who takes part in an activity, and as what."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        HOST = "host", _("host")
        PROVIDER = "provider", _("provider")
        RECIPIENT = "recipient", _("recipient")
        PARTICIPANT = "participant", _("participant")
        COORDINATOR = "coordinator", _("coordinator")
        FUNDER = "funder", _("funder")

    parent_field = "activity"

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="participants", verbose_name=_("activity")
    )
    partner = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        related_name="activities",
        verbose_name=_("partner"),
        help_text=_("Public."),
    )
    role = models.CharField(_("role"), max_length=11, choices=Role, help_text=_("Public."))
    headcount = QuantityField(_("headcount"), blank=True, help_text=_("Public. How many persons."))
    note_en = models.CharField(_("note (English)"), max_length=250, blank=True, help_text=_("Public."))
    note_da = models.CharField(_("note (Danish)"), max_length=250, blank=True, help_text=_("Public."))

    note = Localised()

    class Meta(Row.Meta):
        verbose_name = _("activity participant")
        verbose_name_plural = _("activity participants")
        constraints = [
            *row_constraints("activity"),
            models.UniqueConstraint(fields=["activity", "partner", "role"], name="activity_participant_once_a_role"),
            *quantity_constraints("headcount"),
        ]

    def __str__(self) -> str:
        return str(self.partner)


class ActivityItem(Row):
    """What is given, sent or held in an activity: things, people or sessions."""

    class Category(models.TextChoices):
        PERSONNEL = "personnel", _("personnel")
        VEHICLES = "vehicles", _("vehicles")
        EQUIPMENT = "equipment", _("equipment")
        IT = "IT", _("IT")
        TRAINING = "training", _("training")
        WEAPONS = "weapons and ammunition", _("weapons and ammunition")
        OTHER = "other", _("other")

    class Stage(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        DECIDED = "decided", _("decided")
        DELIVERED = "delivered", _("delivered")
        RETURNED = "returned", _("returned")

    parent_field = "activity"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="items", verbose_name=_("activity"))
    what_en = models.CharField(_("what (English)"), max_length=250, help_text=_("Public."))
    what_da = models.CharField(_("what (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    category = models.CharField(_("category"), max_length=22, choices=Category, help_text=_("Public."))
    quantity = QuantityField(_("quantity"), blank=True, help_text=_("Public."))
    unit = models.ForeignKey(
        "cooperation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_items",
        verbose_name=_("unit"),
        help_text=_("Public."),
    )
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, blank=True, help_text=_("Public."))
    value = MoneyField(_("value"), blank=True, help_text=_("Public."))

    what = Localised()

    class Meta(Row.Meta):
        verbose_name = _("activity item")
        verbose_name_plural = _("activity items")
        constraints = [*row_constraints("activity"), *quantity_constraints("quantity"), *money_constraints("value")]

    def __str__(self) -> str:
        return self.what.text
