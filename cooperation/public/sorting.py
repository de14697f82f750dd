"""The order of lists and choices."""

import unicodedata
from typing import Any, Final

from django.db.models import F, OrderBy, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext as _

from cooperation.records.languages import LANGUAGES, page_language

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
    """Sort by one of the choices; records without any of the dates come last either way."""
    if key in ("newest", "oldest") and dates:
        return queryset.order_by(*by_date(dates, newest_first=key == "newest"), "reference")
    if key == "changed":
        return queryset.order_by("-updated_at", "reference")
    return queryset.order_by(title_of_page(), "reference")


def by_date(dates: tuple[str, ...], *, newest_first: bool) -> list[OrderBy]:
    """By the first of the dates that is known: its earliest day, a wider date before those within it, or the mirror."""
    earliest, latest = first_known(dates, "earliest"), first_known(dates, "latest")
    if newest_first:
        return [earliest.desc(nulls_last=True), latest.asc()]
    return [earliest.asc(nulls_last=True), latest.desc()]


def first_known(dates: tuple[str, ...], day: str) -> F | Coalesce:
    days = [f"{name}_{day}" for name in dates]
    return Coalesce(*days) if len(days) > 1 else F(days[0])


def title_of_page() -> Lower:
    wanted = page_language()
    other = next(language for language in LANGUAGES if language != wanted)
    return Lower(Coalesce(NullIf(f"title_{wanted}", Value("")), f"title_{other}"))
