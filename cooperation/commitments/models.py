"""Commitments: what was promised, by whom, to whom, and how far it has come."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record, RecordQuerySet
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints, money_constraints, quantity_constraints
from cooperation.values.fields import MoneyField, PartialDateField, QuantityField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField


class OperativeVerb(models.TextChoices):
    SIGNED = "signed", _("signed")
    DECIDED = "decided", _("decided")
    AGREED = "agreed", _("agreed")
    ENDORSED = "endorsed", _("endorsed")
    PLEDGED = "pledged", _("pledged")
    WILL_RESTATE = "will restate", _("will restate")
    WELCOMED = "welcomed", _("welcomed")
    UNDERLINED = "underlined", _("underlined")
    LOOKS_FORWARD = "looks forward", _("looks forward")


class DueKind(models.TextChoices):
    DATE = "date", _("by a date")
    CONDITION = "condition", _("on a condition")
    OPEN = "open", _("open")


class CommitmentQuerySet(RecordQuerySet):
    def judged(self, statuses: Iterable[str]) -> Self:
        """Those of which the last progress that was recorded has one of the statuses."""
        later = Progress.objects.filter(commitment=models.OuterRef("commitment")).filter(
            models.Q(day__gt=models.OuterRef("day"))
            | models.Q(day=models.OuterRef("day"), number__gt=models.OuterRef("number"))
        )
        last = Progress.objects.filter(~models.Exists(later), status__in=list(statuses))
        return self.filter(pk__in=last.order_by().values("commitment"))

    def still_open(self) -> Self:
        """Those that are neither complete nor overtaken, also where nobody has recorded any progress."""
        return self.exclude(pk__in=Commitment.objects.judged(CLOSED).values("pk"))


class Commitment(Record):
    staff_only = Record.staff_only | {"responsible_officer"}
    searched = (*Record.searched, "text_en", "text_da", "due_condition_en", "due_condition_da")
    searched_rows = {"progress": ("text_en", "text_da")}

    declaration = models.ForeignKey(
        "cooperation.Declaration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("declaration"),
        help_text=_("Public. The declaration it was made in; give this or the meeting, or both."),
    )
    meeting = models.ForeignKey(
        "cooperation.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("meeting"),
        help_text=_("Public. The meeting it was made at."),
    )
    text_en = LongTextField(_("text (English)"), help_text=_("Public. What is promised, restated in our words."))
    text_da = LongTextField(_("text (Danish)"), blank=True, help_text=_("Public."))
    committed_by = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="commitments_made",
        verbose_name=_("who commits"),
        help_text=_("Public."),
    )
    committed_to = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="commitments_received",
        verbose_name=_("to whom"),
        help_text=_("Public. Left empty where the source names nobody."),
    )
    operative_verb = models.CharField(
        _("operative verb"),
        max_length=13,
        choices=OperativeVerb,
        help_text=_("Public. How firmly the source words it."),
    )
    target = QuantityField(_("measurable target"), blank=True, help_text=_("Public."))
    target_unit = models.ForeignKey(
        "cooperation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("unit of the target"),
        help_text=_("Public."),
    )
    target_money = MoneyField(_("target in money"), blank=True, help_text=_("Public."))
    due_kind = models.CharField(
        _("kind of deadline"), max_length=9, choices=DueKind, default=DueKind.OPEN, help_text=_("Public.")
    )
    due = PartialDateField(_("due date"), blank=True, help_text=_("Public."))
    due_condition_en = models.CharField(
        _("due on the condition (English)"), max_length=250, blank=True, help_text=_("Public.")
    )
    due_condition_da = models.CharField(
        _("due on the condition (Danish)"), max_length=250, blank=True, help_text=_("Public.")
    )
    responsible_authority = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_in_charge",
        verbose_name=_("responsible authority"),
        help_text=_("Public."),
    )
    responsible_officer = models.CharField(
        _("responsible officer"), max_length=100, blank=True, help_text=_("Staff only.")
    )

    text = Localised()
    due_condition = Localised()

    objects = CommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [newest_first("due"), models.Index(fields=["state", "operative_verb"], name="%(class)s_state_lists")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(declaration__isnull=False) | models.Q(meeting__isnull=False),
                name="commitment_made_somewhere",
            ),
            models.CheckConstraint(
                condition=~models.Q(due_kind="date") | ~models.Q(due=""), name="commitment_due_date_given"
            ),
            *quantity_constraints("target"),
            *money_constraints("target_money"),
            *date_constraints("due"),
        ]

    def check_rules(self) -> None:
        if self.declaration_id is None and self.meeting_id is None:
            raise ValidationError({"declaration": _("Give the declaration or the meeting the commitment was made in.")})
        if self.due_kind == DueKind.DATE and not self.due:
            raise ValidationError({"due": _("Give the date, or “not known”.")})


class Progress(Row):
    """How far a commitment had come on a day. “Complete” needs evidence."""

    class Status(models.TextChoices):
        NO_EVIDENCE = "no evidence", _("no evidence")
        NOT_STARTED = "not started", _("not started")
        LIMITED = "limited", _("limited")
        SUBSTANTIAL = "substantial", _("substantial")
        COMPLETE = "complete", _("complete")
        OVERTAKEN = "overtaken", _("overtaken")

    parent_field = "commitment"

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="progress", verbose_name=_("commitment")
    )
    day = models.DateField(_("day"), help_text=_("Public. The day the progress was judged."))
    status = models.CharField(_("status"), max_length=11, choices=Status, help_text=_("Public."))
    text_en = LongTextField(_("text (English)"), blank=True, help_text=_("Public."))
    text_da = LongTextField(_("text (Danish)"), blank=True, help_text=_("Public."))
    evidence_activities = LinksField(
        "cooperation.Activity",
        blank=True,
        related_name="evidence_for",
        verbose_name=_("evidence: activities"),
        help_text=_("Public."),
    )
    evidence_declarations = LinksField(
        "cooperation.Declaration",
        blank=True,
        related_name="evidence_for",
        verbose_name=_("evidence: declarations"),
        help_text=_("Public."),
    )
    evidence_sources = LinksField(
        "cooperation.Source",
        blank=True,
        related_name="evidence_for",
        verbose_name=_("evidence: sources"),
        help_text=_("Public."),
    )

    text = Localised()

    class Meta(Row.Meta):
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = row_constraints("commitment")

    def __str__(self) -> str:
        return f"{self.day}: {self.get_status_display()}"

    @classmethod
    def check_links(cls, row: Self, links: Mapping[str, Any]) -> Mapping[str, str]:
        """“Complete” needs evidence: an activity, a declaration or a source."""
        if row.status == cls.Status.COMPLETE and not any(links.get(name) for name in EVIDENCE):
            return {"status": gettext("“Complete” needs evidence: name an activity, a declaration or a source.")}
        return {}


CLOSED = (Progress.Status.COMPLETE, Progress.Status.OVERTAKEN)
EVIDENCE = ("evidence_activities", "evidence_declarations", "evidence_sources")
