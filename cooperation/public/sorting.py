"""The order of lists and choices."""

import unicodedata
from functools import lru_cache
from typing import Any, Final

from django.db.models import Func, Model, OrderBy, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf, Replace
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.records.languages import LANGUAGES, page_language
from cooperation.values.indexes import first_known

SIZES: Final = (25, 50, 100)
USUAL_SIZE: Final = 50

# Signs that sort after z, and in this order.
_DANISH_LETTERS: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


@lru_cache(maxsize=5000)
def alphabetical(text: str) -> str:
    """A key that sorts æ, ø and å last, as Danish does, and other letters without their accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def sort_choices(model: type[Model], dates: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Key → what it is called. A column that can be sorted has a key for either direction."""
    by_date = [("newest", _("Newest first")), ("oldest", _("Oldest first"))] if dates else []
    by_title = [("title", _("Title, A to Z")), ("-title", _("Title, Z to A"))]
    return [*by_date, *by_title, ("changed", _("Changed last")), *sort_choices_of_dates(model, dates)]


def sort_choices_of_dates(model: type[Model], dates: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Where there are several dates, each has an order of its own."""
    choices: list[tuple[str, Any]] = []
    for name in dates if len(dates) > 1 else ():
        field: Any = model._meta.get_field(name)
        label = {"date": capfirst(str(field.verbose_name))}
        choices.append((f"-{name}", _("%(date)s, newest first") % label))
        choices.append((name, _("%(date)s, oldest first") % label))
    return choices


def column_sorts(name: str, dates: tuple[str, ...]) -> tuple[str, str] | None:
    """The two keys by which a column is sorted, that for the first click first; None where it can't be."""
    if name == "title":
        return "title", "-title"
    if name in dates:
        return ("newest", "oldest") if len(dates) == 1 else (f"-{name}", name)
    return None


def sorted_by(queryset: QuerySet, key: str, dates: tuple[str, ...]) -> QuerySet:
    """Sort by one of the choices; records without any of the dates come last either way."""
    if key in ("newest", "oldest") and dates:
        return queryset.order_by(*by_date(dates, newest_first=key == "newest"), "reference")
    if key.removeprefix("-") in dates:
        return queryset.order_by(*by_date((key.removeprefix("-"),), newest_first=key[0] == "-"), "reference")
    if key == "changed":
        return queryset.order_by("-updated_at", "reference")
    if key == "-title":
        return queryset.order_by(title_of_page().desc(), "-reference")
    return queryset.order_by(title_of_page(), "reference")


def by_date(dates: tuple[str, ...], *, newest_first: bool) -> list[OrderBy]:
    """By the first of the dates that is known: its earliest day, a wider date before those within it, or the mirror."""
    earliest, latest = first_known(dates, "earliest"), first_known(dates, "latest")
    if newest_first:
        return [earliest.desc(nulls_last=True), latest.asc()]
    return [earliest.asc(nulls_last=True), latest.desc()]


def title_of_page() -> Func:
    """The title as `alphabetical` has it, as far as a database can: æ, ø and å last, capitals as small letters."""
    wanted = page_language()
    other = next(language for language in LANGUAGES if language != wanted)
    title: Any = Coalesce(NullIf(f"title_{wanted}", Value("")), f"title_{other}")
    for letter, sign in _DANISH_LETTERS.items():
        for written in (chr(letter), chr(letter).upper()):
            title = Replace(title, Value(written), Value(sign))
    return BySigns(Lower(title))


class BySigns(Func):
    """Compared sign by sign, whatever language the database was set up for; SQLite does so by itself."""

    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)
