"""Funds and the lines of money in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.links import LinksField
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints, money_constraints
from cooperation.values.fields import MoneyField, PartialDateField
from cooperation.values.long_texts import LongTextField


class Fund(Record):
    searched = (*Record.searched, "purpose_en", "purpose_da")
    searched_rows = {"lines": ("title_en", "title_da", "why_not_en", "why_not_da")}

    purpose_en = LongTextField(_("purpose (English)"), blank=True, help_text=_("Public."))
    purpose_da = LongTextField(_("purpose (Danish)"), blank=True, help_text=_("Public."))
    authorities = LinksField(
        "cooperation.Partner",
        blank=True,
        related_name="funds",
        verbose_name=_("authorities"),
        help_text=_("Public. Who pays into the fund or runs it."),
    )
    established_by = LinksField(
        "cooperation.Declaration",
        blank=True,
        related_name="funds",
        verbose_name=_("established by"),
        help_text=_("Public."),
    )

    purpose = Localised()

    class Meta(Record.Meta):
        verbose_name = _("fund")
        verbose_name_plural = _("funds")


class FundingLine(Row):
    """Money at one stage. Different stages of the same money are never added."""

    class Stage(models.TextChoices):
        BASELINE = "baseline", _("baseline")
        FRAMEWORK = "framework", _("framework")
        ANNOUNCED = "announced", _("announced")
        APPROPRIATED = "appropriated", _("appropriated")
        COMMITTED = "committed", _("committed")
        DISBURSED = "disbursed", _("disbursed")
        RETURNED = "returned", _("returned")

    parent_field = "fund"

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="lines", verbose_name=_("fund"))
    title_en = models.CharField(_("title (English)"), max_length=250, help_text=_("Public."))
    title_da = models.CharField(_("title (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, help_text=_("Public."))
    money = MoneyField(_("money"), blank=True, help_text=_("Public."))
    years = PartialDateField(_("years"), blank=True, help_text=_("Public. The year or years the money is for."))
    programme = models.ForeignKey(
        "cooperation.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name=_("programme"),
        help_text=_("Public."),
    )
    activity = models.ForeignKey(
        "cooperation.Activity",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name=_("activity"),
        help_text=_("Public."),
    )
    partner = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name=_("partner"),
        help_text=_("Public."),
    )
    decided_in = models.ForeignKey(
        "cooperation.Declaration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name=_("decided in"),
        help_text=_("Public."),
    )
    counts_in_totals = models.BooleanField(_("counts in totals"), default=True, help_text=_("Public."))
    why_not_en = models.CharField(
        _("why it does not count (English)"), max_length=250, blank=True, help_text=_("Public.")
    )
    why_not_da = models.CharField(
        _("why it does not count (Danish)"), max_length=250, blank=True, help_text=_("Public.")
    )

    title = Localised()
    why_not = Localised()

    class Meta(Row.Meta):
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        constraints = [
            *row_constraints("fund"),
            models.CheckConstraint(
                condition=models.Q(counts_in_totals=True) | ~models.Q(why_not_en="", why_not_da=""),
                name="fundingline_says_why_not_counted",
            ),
            *money_constraints("money"),
            *date_constraints("years"),
        ]

    def __str__(self) -> str:
        return self.title.text

    def check_rules(self) -> None:
        if not self.counts_in_totals and not (self.why_not_en or self.why_not_da):
            raise ValidationError({"why_not_en": _("Say why the line does not count in totals.")})
