"""People acting in a public office, and no others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.languages import Localised
from cooperation.records.models import Record
from cooperation.records.rows import Row, row_constraints
from cooperation.values.constraints import date_constraints
from cooperation.values.fields import PartialDateField


class Person(Record):
    is_reported_as_a_whole = False
    name_fields = (*Record.name_fields, "spellings__name")
    searched_rows = {"spellings": ("name",), "offices": ("title_en", "title_da")}

    title_en = models.CharField(
        _("name (English)"), max_length=250, help_text=_("Public. Only people acting in a public office.")
    )
    title_da = models.CharField(
        _("name (Danish)"), max_length=250, blank=True, help_text=_("Public. Where Danish spells it otherwise.")
    )

    class Meta(Record.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")


class PersonSpelling(Row):
    """Another spelling of a person's name."""

    parent_field = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spellings", verbose_name=_("person"))
    name = models.CharField(_("spelling"), max_length=250, help_text=_("Public."))

    class Meta(Row.Meta):
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        constraints = row_constraints("person")

    def __str__(self) -> str:
        return self.name


class Office(Row):
    """An office a person holds or held."""

    parent_field = "person"
    dated_text = "title"
    dated_itself_by = "period"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices", verbose_name=_("person"))
    title_en = models.CharField(_("office (English)"), max_length=250, help_text=_("Public."))
    title_da = models.CharField(_("office (Danish)"), max_length=250, blank=True, help_text=_("Public."))
    body = models.ForeignKey(
        "cooperation.Partner",
        on_delete=models.PROTECT,
        related_name="offices",
        verbose_name=_("body"),
        help_text=_("Public."),
    )
    period = PartialDateField(_("period"), blank=True, help_text=_("Public."))

    title = Localised()

    class Meta(Row.Meta):
        verbose_name = _("office held")
        verbose_name_plural = _("offices held")
        constraints = [*row_constraints("person"), *date_constraints("period")]

    def __str__(self) -> str:
        return self.title.text
