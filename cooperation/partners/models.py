"""Partners: whom one cooperates with."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints
from cooperation.values.fields import PartialDateField


class PartnerKind(models.TextChoices):
    COUNTRY = "country", _("country")
    ORGANISATION = "organisation", _("organisation")
    ALLIANCE = "alliance", _("alliance")
    FORUM = "forum", _("forum")
    REGION = "region or group", _("region or group")
    AUTHORITY = "authority", _("authority")
    MILITARY_UNIT = "military unit", _("military unit")
    SCHOOL = "school or facility", _("school or facility")
    ARMED_GROUP = "armed group", _("armed group (context only)")


class Standing(models.TextChoices):
    """What a partner is to Denmark; cooperation is with the first two."""

    COOPERATES = "cooperates", _("cooperates")
    TAKES_PART = "takes part", _("takes part")
    CONTEXT_ONLY = "context only", _("context only")
    OWN_SIDE = "own side", _("own side")


COOPERATING = (Standing.COOPERATES, Standing.TAKES_PART)
"""Those Denmark works with: neither named for context only nor Denmark's own."""


class Partner(Record):
    with_parts = _("%(name)s and its authorities and units")
    is_reported_as_a_whole = False  # it is there whoever writes of it; what is written of it may not be so
    name_fields = (*Record.name_fields, "short_name_en", "short_name_da", "iso_alpha2", "iso_alpha3", "names__name")
    searched = (*Record.searched, "short_name_en", "short_name_da", "iso_alpha2", "iso_alpha3")
    searched_rows = {"names": ("name",), "contact_points": ("address",)}

    title_en = models.CharField(_("name (English)"), max_length=250, help_text=_("Public."))
    title_da = models.CharField(
        _("name (Danish)"),
        max_length=250,
        blank=True,
        help_text=_("Public. Danish pages show the English name where this is empty."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind, help_text=_("Public."))
    standing = models.CharField(
        _("standing"),
        max_length=12,
        choices=Standing,
        default=Standing.COOPERATES,
        help_text=_(
            "Public. What the partner is to Denmark. Those that are named for context only, and Denmark’s own "
            "authorities and units, are not counted among those Denmark works with."
        ),
    )
    short_name_en = models.CharField(
        _("short name (English)"), max_length=60, blank=True, help_text=_("Public. For example “NATO”.")
    )
    short_name_da = models.CharField(_("short name (Danish)"), max_length=60, blank=True, help_text=_("Public."))
    iso_alpha2 = models.CharField(
        _("ISO 3166-1 alpha-2"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Write two capitals, for example “RS”."))],
        help_text=_("Public. Countries only."),
    )
    iso_alpha3 = models.CharField(
        _("ISO 3166-1 alpha-3"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Write three capitals, for example “SRB”."))],
        help_text=_("Public. Countries only."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("parent partner"),
        help_text=_("Public. What it belongs to, for example an agency's ministry."),
    )
    cooperation_since = PartialDateField(_("cooperation since"), blank=True, help_text=_("Public."))

    class Meta(Record.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        indexes = [models.Index(fields=["state", "kind", "standing"], name="%(class)s_state_lists")]
        constraints = [
            models.UniqueConstraint(
                fields=["iso_alpha2"],
                condition=~models.Q(iso_alpha2=""),
                name="partner_iso_alpha2_unique",
                violation_error_message=_("Another partner has this ISO 3166-1 alpha-2 code."),
            ),
            models.UniqueConstraint(
                fields=["iso_alpha3"],
                condition=~models.Q(iso_alpha3=""),
                name="partner_iso_alpha3_unique",
                violation_error_message=_("Another partner has this ISO 3166-1 alpha-3 code."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind=PartnerKind.COUNTRY) | models.Q(iso_alpha2="", iso_alpha3=""),
                name="partner_iso_countries_only",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="partner_not_own_parent",
            ),
            *date_constraints("cooperation_since"),
        ]

    def check_rules(self) -> None:
        if self.kind != PartnerKind.COUNTRY and (self.iso_alpha2 or self.iso_alpha3):
            raise ValidationError({"kind": _("Only a country has an ISO 3166-1 code.")})
        if self.kind == PartnerKind.ARMED_GROUP and self.standing != Standing.CONTEXT_ONLY:
            raise ValidationError({"standing": _("An armed group is in the register for context only.")})


class PartnerName(Row):
    """A further name of a partner; import and search find the partner by it."""

    class Kind(models.TextChoices):
        SHORT = "short", _("short")
        LOCAL = "local", _("local")
        FORMER = "former", _("former")
        AS_PRINTED = "as printed", _("as printed")
        OTHER = "other", _("other")

    parent_field = "partner"

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="names", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("Public."))
    name = models.CharField(_("name"), max_length=250, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("partner name")
        verbose_name_plural = _("partner names")
        constraints = row_constraints("partner")

    def __str__(self) -> str:
        return self.name


class Membership(Row):
    """A partner's place in a forum, alliance or organisation over a period."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        CHAIR = "chair", _("chair")

    parent_field = "partner"

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("partner")
    )
    forum = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="members", verbose_name=_("forum"), help_text=_("Public.")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MEMBER, help_text=_("Public."))
    period = PartialDateField(_("period"), blank=True, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            *row_constraints("partner"),
            models.CheckConstraint(condition=~models.Q(partner=models.F("forum")), name="membership_not_of_itself"),
            *date_constraints("period"),
        ]

    def __str__(self) -> str:
        return str(self.forum)

    def check_rules(self) -> None:
        if self.partner_id and self.partner_id == self.forum_id:
            raise ValidationError({"forum": _("A partner can't be a member of itself.")})


class PartnerCategory(Row):
    """Under which category of cooperation a partner falls, over a period."""

    parent_field = "partner"

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="categories", verbose_name=_("partner"))
    category = models.ForeignKey(
        "cooperation.Category",
        on_delete=models.PROTECT,
        related_name="partners",
        verbose_name=_("category of cooperation"),
        help_text=_("Public."),
    )
    period = PartialDateField(_("period"), blank=True, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("partner category")
        verbose_name_plural = _("partner categories")
        constraints = [*row_constraints("partner"), *date_constraints("period")]

    def __str__(self) -> str:
        return str(self.category)


class ContactPoint(Row):
    """Where a partner is reached."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("embassy")
        OFFICE = "office", _("office")
        PRESS = "press", _("press")
        OTHER = "other", _("other")

    parent_field = "partner"

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="contact_points", verbose_name=_("partner")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, help_text=_("Public."))
    address = models.CharField(_("address"), max_length=250, blank=True, help_text=_("Public."))
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, help_text=_("Public."))
    fax = models.CharField(_("fax"), max_length=40, blank=True, help_text=_("Public."))
    mail = models.EmailField(_("mail"), blank=True, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = row_constraints("partner")

    def __str__(self) -> str:
        return self.address or self.mail or self.telephone
