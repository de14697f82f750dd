"""The order of lists and choices."""

import unicodedata
from typing import Any, Final

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext as _

from cooperation.records.languages import LANGUAGES, page_language
from cooperation.values.lookups import date_order

SIZES: Final = (25, 50, 100)
USUAL_SIZE: Final = 50

# Signs that sort after z, and in this order.
_DANISH_LETTERS: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def alphabetical(text: str) -> str:
    """A key that sorts æ, ø and å last, as Danish does, and other letters without their accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def sort_choices(*, dated: bool) -> list[tuple[str, Any]]:
    by_date = [("newest", _("Newest first")), ("oldest", _("Oldest first"))] if dated else []
    return [*by_date, ("title", _("Title, A to Z")), ("changed", _("Changed last"))]


def sorted_by(queryset: QuerySet, key: str, dates: tuple[str, ...]) -> QuerySet:
    """Sort by one of the choices; records without the date come last either way."""
    if key in ("newest", "oldest") and dates:
        first, *others = date_order(dates[0], newest_first=key == "newest")
        days = F(first.lstrip("-"))
        ordered = days.desc(nulls_last=True) if first.startswith("-") else days.asc(nulls_last=True)
        return queryset.order_by(ordered, *others, "reference")
    if key == "changed":
        return queryset.order_by("-updated_at", "reference")
    return queryset.order_by(title_of_page(), "reference")


def title_of_page() -> Lower:
    wanted = page_language()
    other = next(language for language in LANGUAGES if language != wanted)
    return Lower(Coalesce(NullIf(f"title_{wanted}", Value("")), f"title_{other}"))
