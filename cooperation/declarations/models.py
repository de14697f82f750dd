"""Declarations: every kind of instrument, from joint declarations to treaties."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints
from cooperation.values.fields import PartialDateField
from cooperation.values.indexes import newest_first


class DeclarationKind(models.TextChoices):
    JOINT_DECLARATION = "joint declaration", _("joint declaration")
    LETTER_OF_INTENT = "letter of intent", _("letter of intent")
    MEMORANDUM = "memorandum", _("memorandum")
    AGREEMENT = "agreement", _("agreement")
    TREATY = "treaty or charter", _("treaty or charter")
    ROADMAP = "roadmap", _("roadmap")
    VISION = "vision", _("vision")
    CONCEPT = "concept", _("concept")
    PROGRAMME_DOCUMENT = "programme document", _("programme document")
    POLITICAL_AGREEMENT = "domestic political agreement", _("domestic political agreement")
    GOVERNMENT_DECISION = "government decision", _("government decision")
    RESOLUTION = "parliamentary resolution", _("parliamentary resolution")


class LegalNature(models.TextChoices):
    BINDING = "binding", _("binding")
    POLITICAL = "political", _("political")
    NOT_KNOWN = "not known", _("not known")


class DeclarationStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    IN_NEGOTIATION = "in negotiation", _("in negotiation")
    IN_PREPARATION = "in preparation", _("in preparation")
    SIGNED = "signed", _("signed or adopted")
    IN_FORCE = "in force", _("in force")
    EXPIRED = "expired", _("expired")
    SUPERSEDED = "superseded", _("superseded")
    ENDED = "ended", _("ended")
    NOT_KNOWN = "not known", _("not known")


class Application(models.TextChoices):
    APPLIES = "applies", _("applies")
    DOES_NOT_APPLY = "does not apply", _("does not apply")
    NOT_KNOWN = "not known", _("not known")


class Declaration(Record):
    searched = (
        *Record.searched,
        *("title_as_printed", "lovtidende_c", "un_registration", "folketing_identifier"),
        *("duration_en", "duration_da", "renewal_en", "renewal_da", "notice_en", "notice_da"),
    )

    title_as_printed = models.CharField(
        _("title as printed"),
        max_length=250,
        blank=True,
        help_text=_("Public. With the source's own spelling; search finds both."),
    )
    kind = models.CharField(_("kind"), max_length=28, choices=DeclarationKind, help_text=_("Public."))
    legal_nature = models.CharField(
        _("legal nature"), max_length=9, choices=LegalNature, default=LegalNature.NOT_KNOWN, help_text=_("Public.")
    )
    status = models.CharField(_("status"), max_length=14, choices=DeclarationStatus, help_text=_("Public."))
    third_party = models.BooleanField(
        _("third party"),
        default=False,
        help_text=_("Public. Denmark is no party; it never counts as Danish cooperation."),
    )
    announced = PartialDateField(_("announced"), blank=True, help_text=_("Public."))
    signed = PartialDateField(_("signed or adopted"), blank=True, help_text=_("Public."))
    in_force = PartialDateField(_("entry into force"), blank=True, help_text=_("Public."))
    ended = PartialDateField(_("ended"), blank=True, help_text=_("Public."))
    period = PartialDateField(
        _("period covered"),
        blank=True,
        help_text=_("Public. The years an agreement is made for, for example 2018–2023."),
    )
    place = models.ForeignKey(
        "cooperation.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="declarations",
        verbose_name=_("place"),
        help_text=_("Public. Where it was signed or adopted."),
    )
    meeting = models.ForeignKey(
        "cooperation.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="declarations",
        verbose_name=_("signed or adopted at"),
        help_text=_("Public."),
    )
    negotiation_rounds = LinksField(
        "cooperation.Meeting",
        blank=True,
        related_name="negotiated_declarations",
        verbose_name=_("negotiation rounds"),
        help_text=_("Public."),
    )
    directed_by = LinksField(
        "cooperation.Person",
        blank=True,
        related_name="declarations_directed",
        verbose_name=_("on the direction of"),
        help_text=_("Public. Who had the negotiations opened."),
    )
    duration_en = models.CharField(_("duration (English)"), max_length=250, blank=True, help_text=_("Public."))
    duration_da = models.CharField(_("duration (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    renewal_en = models.CharField(_("renewal (English)"), max_length=250, blank=True, help_text=_("Public."))
    renewal_da = models.CharField(_("renewal (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    notice_en = models.CharField(_("notice period (English)"), max_length=250, blank=True, help_text=_("Public."))
    notice_da = models.CharField(_("notice period (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    applies_denmark = models.CharField(
        _("applies to Denmark"), max_length=14, choices=Application, blank=True, help_text=_("Public.")
    )
    applies_faroe_islands = models.CharField(
        _("applies to the Faroe Islands"), max_length=14, choices=Application, blank=True, help_text=_("Public.")
    )
    applies_greenland = models.CharField(
        _("applies to Greenland"), max_length=14, choices=Application, blank=True, help_text=_("Public.")
    )
    lovtidende_c = models.CharField(_("Lovtidende C"), max_length=60, blank=True, help_text=_("Public."))
    un_registration = models.CharField(_("UN registration number"), max_length=60, blank=True, help_text=_("Public."))
    folketing_identifier = models.CharField(
        _("Folketing identifier"), max_length=60, blank=True, help_text=_("Public. For example “B 173” or “L 188”.")
    )

    class Meta(Record.Meta):
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        indexes = [
            newest_first("signed", "announced", "in_force", "period"),
            models.Index(fields=["state", "kind", "status", "legal_nature"], name="%(class)s_state_lists"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_latest__isnull=True)
                | models.Q(signed_earliest__isnull=True)
                | models.Q(ended_latest__gte=models.F("signed_earliest")),
                name="declaration_ends_after_signing",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_latest__isnull=True)
                | models.Q(in_force_earliest__isnull=True)
                | models.Q(ended_latest__gte=models.F("in_force_earliest")),
                name="declaration_ends_after_entry_into_force",
            ),
            *(c for name in ("announced", "signed", "in_force", "ended", "period") for c in date_constraints(name)),
        ]

    def check_rules(self) -> None:
        for start in ("signed", "in_force"):
            begins, ends = (getattr(getattr(self, start), "earliest", None), getattr(self.ended, "latest", None))
            if begins and ends and ends < begins:
                raise ValidationError({"ended": _("It can't have ended before it was signed or came into force.")})


class DeclarationParty(Row):
    """Who is bound, has signed, joined or observes."""

    class Capacity(models.TextChoices):
        PARTY = "party", _("party")
        SIGNATORY = "signatory", _("signatory")
        JOINED_LATER = "joined later", _("joined later")
        OBSERVER = "observer", _("observer")

    parent_field = "declaration"

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="parties", verbose_name=_("declaration")
    )
    partner = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        related_name="declarations",
        verbose_name=_("partner"),
        help_text=_("Public."),
    )
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity, help_text=_("Public."))
    person = models.ForeignKey(
        "cooperation.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="declarations",
        verbose_name=_("person"),
        help_text=_("Public. Who signed for the party."),
    )
    date = PartialDateField(
        _("date"), blank=True, help_text=_("Public. When the party signed or joined, where it differs.")
    )

    class Meta(Row.Meta):
        verbose_name = _("declaration party")
        verbose_name_plural = _("declaration parties")
        constraints = [
            *row_constraints("declaration"),
            models.UniqueConstraint(
                fields=["declaration", "partner", "capacity"], name="declaration_party_once_a_capacity"
            ),
            *date_constraints("date"),
        ]

    def __str__(self) -> str:
        return str(self.partner)


class DeclarationRelation(Row):
    """How a declaration stands to another."""

    class Kind(models.TextChoices):
        IMPLEMENTS = "implements", _("implements")
        BUILDS_ON = "builds on", _("builds on")
        AMENDS = "amends", _("amends")
        SUPERSEDES = "supersedes", _("supersedes")
        CITES = "cites", _("cites")
        ANNEX_OF = "annex of", _("annex of")

    parent_field = "declaration"

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="relations", verbose_name=_("declaration")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("Public."))
    target = models.ForeignKey(
        Declaration,
        on_delete=models.PROTECT,
        related_name="related_from",
        verbose_name=_("other declaration"),
        help_text=_("Public."),
    )

    class Meta(Row.Meta):
        verbose_name = _("declaration relation")
        verbose_name_plural = _("declaration relations")
        constraints = [
            *row_constraints("declaration"),
            models.UniqueConstraint(fields=["declaration", "target", "kind"], name="declaration_relation_once"),
            models.CheckConstraint(
                condition=~models.Q(declaration=models.F("target")), name="declaration_not_related_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target}"

    def check_rules(self) -> None:
        if self.declaration_id and self.declaration_id == self.target_id:
            raise ValidationError({"target": _("A declaration can't be related to itself.")})
