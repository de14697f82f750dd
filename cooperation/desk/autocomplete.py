"""What the desk offers while somebody types the name of what a record is linked to."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model

from cooperation.desk.name_ranking import rank_by_name
from cooperation.desk.offering import only_offered
from cooperation.records.models import Referenced


class OfferedJsonView(AutocompleteJsonView):
    """Leaves out retired terms, ranks by names, and gives the reference with each: two may bear the same title."""

    def get_queryset(self) -> Any:
        if not self.term.strip() or not issubclass(self.model_admin.model, Referenced):
            return only_offered(super().get_queryset())
        queryset = self.model_admin.get_queryset(self.request)
        offered = only_offered(queryset.complex_filter(self.source_field.get_limit_choices_to()))
        return rank_by_name(offered, self.term)

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        reference = getattr(obj, "reference", "")
        return {**result, "text": f"{result['text']} · {reference}" if reference else result["text"]}
