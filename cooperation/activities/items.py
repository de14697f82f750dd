"""All items given, sent or held, over all activities: the rows that sums of items are made of."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.activities.models import Activity, ActivityItem
from cooperation.public.asking import PartnerField, PartnerWithinField
from cooperation.public.happenings import Asked, kind_of
from cooperation.public.rows import FigureField, LinkedField, RowForm, RowListView, chosen, equal
from cooperation.records.hierarchy import keys_below
from cooperation.records.models import Record
from cooperation.vocabulary.models import Unit


class ItemForm(RowForm):
    of_sums = ("no_unit", "partner__within")

    partner = PartnerField()
    partner__within = PartnerWithinField()
    direction = chosen(Activity, "direction")
    stage = chosen(ActivityItem, "stage")
    category = chosen(ActivityItem, "category")
    figure = FigureField()
    no_unit = forms.BooleanField(label=_("Without a unit"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = LinkedField(Unit.objects.all(), label=_("Unit"))


class ItemListView(RowListView):
    model = ActivityItem
    form_class = ItemForm
    title = _("Items")
    intro = _("What is given, sent or held in the activities, row by row, each at its own stage.")
    columns = ["what", "quantity", "category", "stage", "activity.direction", "activity.when"]

    def found(self, rows: QuerySet, given: dict[str, Any]) -> QuerySet:
        rows = rows.filter(equal(given, direction="activity__direction", stage="stage", category="category"))
        rows = rows.filter(equal(given, unit="unit"))
        if given["no_unit"]:
            rows = rows.filter(unit__isnull=True)
        if partner := given["partner"]:
            rows = rows.filter(activity__in=activities_with(partner))
        if together := given["partner__within"]:
            rows = rows.filter(activity__in=activities_with(together, keys_below(type(together), [together.pk])))
        if given["figure"]:
            rows = rows.filter(quantity_number__isnull=given["figure"] == FigureField.WITHOUT)
        return rows


def activities_with(partner: Record, parts: Collection[int] = ()) -> QuerySet:
    """Return the keys of the activities that the partner, or one of what belongs to it, takes part in."""
    return Asked(partner=partner, parts=parts).found(kind_of(Activity)).values("pk")
