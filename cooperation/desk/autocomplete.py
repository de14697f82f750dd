"""What the desk offers while somebody types the name of what a record is linked to."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet

from cooperation.desk.offering import only_offered


class OfferedJsonView(AutocompleteJsonView):
    """Leaves out retired terms, and gives the reference with each name: two meetings may bear the same title."""

    def get_queryset(self) -> QuerySet[Any]:
        return only_offered(super().get_queryset())

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        reference = getattr(obj, "reference", "")
        return {**result, "text": f"{result['text']} · {reference}" if reference else result["text"]}
