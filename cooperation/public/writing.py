"""Values as HTML: escaped, in the language of the page, with `lang` on text that is not."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache, singledispatch
from html import escape
from typing import Any

from django.db import models
from django.template.defaultfilters import linebreaksbr
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.public.marks import Mark, inferred, record_marks
from cooperation.public.shown import AsOf, Dated, Measured, Narrowing, Web
from cooperation.records.languages import LocalText, in_language, in_page_language, page_language
from cooperation.records.models import Record, Referenced
from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity
from cooperation.values.words import in_words

LINE_BREAK = re.compile(r"[\r\n]")
UNBROKEN = 18  # figures and dates up to this length stay on one line
A_THOUSAND = 1000  # below it figures are the same in all languages


@singledispatch
def written(value: Any) -> SafeString:
    return conditional_escape(value)


@written.register
def _absence(value: Absence) -> SafeString:
    return format_html('<span class="absent">{}</span>', in_words(value))


@written.register
def _text(value: LocalText) -> SafeString:
    text: SafeString = linebreaksbr(value.text) if LINE_BREAK.search(value.text) else SafeString(escape(value.text))
    return format_html('<span lang="{}">{}</span>', value.language, text) if value.is_fallback else text


@written.register
def _term(value: Referenced) -> SafeString:
    return _text(in_page_language(value, "title"))


@written.register
def _record(value: Record) -> SafeString:
    return link_writer()(value)


@written.register(PartialDate)
@written.register(Quantity)
@written.register(Money)
def _figure(value: PartialDate | Quantity | Money) -> SafeString:
    words = in_words(value)
    if len(words) > UNBROKEN:
        return conditional_escape(words)
    return SafeString(f'<span class="unbroken">{escape(words)}</span>')


@written.register
def _day(value: date) -> SafeString:
    day = localdate(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day))


@written.register
def _yes_or_no(value: bool) -> SafeString:
    return conditional_escape(_("yes") if value else _("no"))


@written.register
def _dated(value: Dated) -> SafeString:
    words = written(value.value)
    return format_html('{} <small class="basis">{}</small>', words, value.note) if value.note else words


@written.register
def _as_of(value: AsOf) -> SafeString:
    if value.when is None:
        return format_html(_("{status} when its undated source was written"), status=written(value.value))
    if value.when.inferred:  # its words have brackets of their own
        return brief_as_of(value)
    return format_html(_("{status} (as of {date})"), status=written(value.value), date=in_words(value.when))


@written.register
def _measured(value: Measured) -> SafeString:
    if value.unit is None or not value.counted:
        return written(value.value)
    term = in_page_language(value.unit, "title" if value.single else "plural")
    return format_html("{} {}", written(value.value), _text(term))


@written.register
def _narrowing(value: Narrowing) -> SafeString:
    address = list_address(value.model, **{value.parameter: value.term.reference})
    return format_html('<a href="{}">{}</a>', address, _term(value.term))


@written.register
def _web(value: Web) -> SafeString:
    if not value.link:
        return conditional_escape(value.address)
    return format_html('<a href="{}" rel="noopener external">{}</a>', value.link, value.address)


def link_writer() -> Callable[[Record], SafeString]:
    """Writes links to records as `written` does; what is the same for all of a page is found out once."""
    language, prefix, texts_in = get_language(), get_script_prefix(), page_language()

    def write(record: Record) -> SafeString:
        if not record.is_published:
            return SafeString("")
        title = _text(in_language(record, "title", texts_in))
        return SafeString(f'<a href="{escape(record.address_in(language, prefix))}">{title}</a>{marked(record)}')

    return write


def brief(value: object) -> SafeString:
    """The value for a line or a narrow column: a date without the note on it, a status with few words on its date."""
    if isinstance(value, AsOf):
        return brief_as_of(value)
    if not isinstance(value, Dated):
        return written(value)
    words = written(value.value)
    if value.inferred and not value.says_inferred:
        return format_html('{} <span class="mark">{}</span>', words, inferred.word)
    return words


def brief_as_of(value: AsOf) -> SafeString:
    if value.when is None:
        return format_html(_("{status}, undated source"), status=written(value.value))
    return format_html(_("{status}, as of {date}"), status=written(value.value), date=in_words(value.when))


def marked(record: Record) -> SafeString:
    return SafeString("".join(map(written_mark, record_marks(record))))


def written_mark(mark: Mark) -> str:
    return f' <span class="mark">{escape(str(mark.word))}</span>'


def listed(values: Iterable[SafeString], limit: int) -> SafeString:
    """A few values in one cell, and how many more there are."""
    every = list(dict.fromkeys(values))
    if len(every) == 1:
        return every[0]
    shown = SafeString(", ".join(every[:limit]))
    if len(every) <= limit:
        return shown
    return format_html("{} {}", shown, _("and %(count)s more") % {"count": len(every) - limit})


def together(values: Sequence[SafeString]) -> SafeString:
    """Everything a field holds: as it is where it is one thing, else as a list."""
    if len(values) <= 1:
        return values[0] if values else SafeString("")
    return format_html('<ul class="bare">{}</ul>', format_html_join("", "<li>{}</li>", ((one,) for one in values)))


def list_address(model: type[models.Model], **parameters: str) -> str:
    address = list_of(str(model._meta.model_name), get_language(), get_script_prefix())
    return f"{address}?{urlencode(parameters)}" if parameters else address


def history_address(record: Record) -> str:
    return reverse(f"cooperation:{record._meta.model_name}_history", args=[record.reference])


@cache
def list_of(name: str, language: str | None, prefix: str) -> str:
    return reverse(f"cooperation:{name}_list")


def in_figures(number: int) -> str:
    return str(number) if abs(number) < A_THOUSAND else str(number_format(number, force_grouping=True))
