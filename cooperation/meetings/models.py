"""Meetings, who took part, what was on the agenda and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints, quantity_constraints
from cooperation.values.fields import PartialDateField, QuantityField
from cooperation.values.indexes import newest_first
from cooperation.values.long_texts import LongTextField


class MeetingKind(models.TextChoices):
    MINISTERIAL = "ministerial", _("ministerial")
    SUMMIT = "summit", _("summit")
    BILATERAL_TALKS = "bilateral talks", _("bilateral talks")
    NEGOTIATION_ROUND = "negotiation round", _("negotiation round")
    COMMITTEE_MEETING = "committee meeting", _("committee meeting")
    BRIEFING = "briefing", _("briefing")
    STAFF_TALKS = "staff talks", _("staff talks")
    VISIT = "visit", _("visit")


class MeetingStatus(models.TextChoices):
    ANNOUNCED = "announced", _("announced")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    REPORTED = "reported", _("reported (unconfirmed)")


class Meeting(Record):
    searched_rows = {
        "agenda": ("text_en", "text_da"),
        "outcomes": ("text_en", "text_da"),
        "participants": ("office_en", "office_da"),
    }

    kind = models.CharField(_("kind"), max_length=17, choices=MeetingKind, help_text=_("Public."))
    status = models.CharField(_("status"), max_length=9, choices=MeetingStatus, help_text=_("Public."))
    third_party = models.BooleanField(
        _("third party"),
        default=False,
        help_text=_("Public. Denmark takes no part; the meeting never counts as Danish cooperation."),
    )
    forum = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forum_meetings",
        verbose_name=_("forum"),
        help_text=_("Public."),
    )
    when = PartialDateField(_("when"), blank=True, help_text=_("Public."))
    place = models.ForeignKey(
        "cooperation.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("place"),
        help_text=_("Public."),
    )
    host = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_hosted",
        verbose_name=_("host"),
        help_text=_("Public."),
    )
    chair = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_chaired",
        verbose_name=_("chair"),
        help_text=_("Public. Who held the chair."),
    )
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next_meetings",
        verbose_name=_("previous meeting"),
        help_text=_("Public."),
    )
    related = LinksField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="related_from",
        verbose_name=_("related meetings"),
        help_text=_("Public."),
    )

    class Meta(Record.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [newest_first("when"), models.Index(fields=["state", "kind", "status"], name="%(class)s_state_lists")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(previous__isnull=True) | ~models.Q(previous=models.F("id")),
                name="meeting_not_own_previous",
            ),
            *date_constraints("when"),
        ]


class MeetingParticipant(Row):
    """A person, an office or a partner at a meeting."""

    class Role(models.TextChoices):
        HEAD_OF_DELEGATION = "head of delegation", _("head of delegation")
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")
        BRIEFED = "briefed", _("briefed")

    parent_field = "meeting"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="participants", verbose_name=_("meeting")
    )
    partner = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=_("partner"),
        help_text=_("Public. Whom the participant acts for."),
    )
    person = models.ForeignKey(
        "cooperation.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("person"),
        help_text=_("Public. Left empty where only the office is known."),
    )
    office_en = models.CharField(
        _("office (English)"), max_length=250, blank=True, help_text=_("Public. As held at the meeting.")
    )
    office_da = models.CharField(_("office (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    role = models.CharField(_("role"), max_length=18, choices=Role, default=Role.MEMBER, help_text=_("Public."))
    headcount = QuantityField(_("headcount"), blank=True, help_text=_("Public. How many persons, where it is a group."))

    office = Localised()

    class Meta(Row.Meta):
        verbose_name = _("meeting participant")
        verbose_name_plural = _("meeting participants")
        constraints = [
            *row_constraints("meeting"),
            models.UniqueConstraint(
                fields=["meeting", "partner"],
                condition=models.Q(role="head of delegation"),
                name="meeting_one_head_a_partner",
                violation_error_message=_("A delegation has one head."),
            ),
            *quantity_constraints("headcount"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.office.text or self.partner)

    @classmethod
    def check_together(cls, rows: Sequence[Self]) -> Mapping[int, dict[str, str]]:
        """A partner has one head of delegation at a meeting."""
        heads: set[int] = set()
        wrong = {}
        for index, row in enumerate(rows):
            if row.role != cls.Role.HEAD_OF_DELEGATION or row.partner_id is None:
                continue
            if row.partner_id in heads:
                wrong[index] = {
                    "role": gettext("This partner has a head of delegation already; a delegation has one head.")
                }
            heads.add(row.partner_id)
        return wrong


class AgendaItem(Row):
    parent_field = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("meeting"))
    text_en = models.CharField(_("text (English)"), max_length=500, help_text=_("Public."))
    text_da = models.CharField(_("text (Danish)"), max_length=500, blank=True, help_text=_("Public."))

    text = Localised()

    class Meta(Row.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = row_constraints("meeting")

    def __str__(self) -> str:
        return self.text.text


class Outcome(Row):
    """What a meeting came to, and what that led to."""

    class Kind(models.TextChoices):
        AGREED = "agreed", _("agreed")
        DECIDED = "decided", _("decided")
        ENDORSED = "endorsed", _("endorsed")
        SIGNED = "signed", _("signed")
        WELCOMED = "welcomed", _("welcomed")
        UNDERLINED = "underlined", _("underlined")
        DISCUSSED = "discussed", _("discussed")

    parent_field = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("Public."))
    text_en = LongTextField(_("text (English)"), help_text=_("Public."))
    text_da = LongTextField(_("text (Danish)"), blank=True, help_text=_("Public."))
    led_to_declaration = models.ForeignKey(
        "cooperation.Declaration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("led to declaration"),
        help_text=_("Public."),
    )
    led_to_commitment = models.ForeignKey(
        "cooperation.Commitment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("led to commitment"),
        help_text=_("Public."),
    )
    led_to_meeting = models.ForeignKey(
        "cooperation.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes_leading_here",
        verbose_name=_("led to meeting"),
        help_text=_("Public."),
    )

    text = Localised()

    class Meta(Row.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = row_constraints("meeting")

    def __str__(self) -> str:
        return self.text.text
