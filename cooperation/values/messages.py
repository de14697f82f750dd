"""Every refusal of a value, in the words an officer reads."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LONGEST_SHOWN: Final = 80

_MESSAGES: Final = {
    "date": _(
        "“%(value)s” is not a date. Write for example 2004, May 2014, spring 2015, 21 November 2024, "
        "2018–2023, since 2006 or not known."
    ),
    "date_year": _(
        "“%(value)s”: the year must be between %(first)s and %(last)s. Write for example 2004, "
        "or since 2004 where there is no end."
    ),
    "date_month": _(
        "“%(value)s”: there is no month %(month)s. Months are 1 to 12. Write for example %(year)s-11, "
        "November %(year)s or spring %(year)s."
    ),
    "date_day": _("“%(value)s”: that month has days 1 to %(days)s. Write for example %(example)s."),
    "date_month_first": _(
        "“%(value)s”: dates of this sheet have the month first, and there is no such day with month %(month)s. Say on "
        "the page of the columns that they have the day first, or write the date out, for example 21 November 2024."
    ),
    "date_reversed": _("“%(value)s” ends before it begins. Write for example %(example)s."),
    "date_two_digit_year": _(
        "“%(value)s”: write the year with four digits, for example 21-11-2024, 2018–2023 or the 1990s."
    ),
    "date_decade_or_century": _(
        "“%(value)s” may be ten years or a hundred. Write %(decade)s for the ten years or %(century)s for the hundred."
    ),
    "date_season_or_years": _("“%(value)s” may be a season or two years. Write %(season)s or %(first)s–%(last)s."),
    "day": _("“%(value)s” is not a day. Write for example 2024-11-21 or 21 November 2024."),
    "date_serial": _(
        "“%(value)s” looks like a spreadsheet's number for a day. Format the column as a date or as text, "
        "and write for example 21-11-2024."
    ),
    "number": _("“%(value)s” is not a number. Write for example 14, 1500 or 2.5."),
    "number_ambiguous": _("“%(value)s” may be read as “%(whole)s” or as “%(fraction)s”. Write the one you mean."),
    "number_size": _("“%(value)s” is too large or too fine: at most 15 digits before the decimal sign and 4 after it."),
    "quantity": _(
        "“%(value)s” is not a quantity. Write a number with no unit, for example 14, at least 5 or about "
        "200; unquantified: a large amount, where the source gives no number; or not known."
    ),
    "quantity_words": _("“%(value)s” is too long: at most %(limit)s characters describe a quantity."),
    "money": _(
        "“%(value)s” is not an amount of money. Write for example DKK 84 million, 84 mio. kr., EUR 1.8 bn, "
        "150.000.000 kr. or not known."
    ),
    "money_currency_missing": _("“%(value)s” names no currency. Write for example DKK 84 million or EUR 1.8 bn."),
    "money_currency_unknown": _(
        "“%(value)s”: %(currency)s is not a currency code. Write for example DKK, EUR, SEK or USD."
    ),
    "money_currency_ambiguous": _(
        "“%(value)s”: %(currency)s is the sign of several currencies. Write the code, for example USD."
    ),
    "money_currency_unsaid": _(
        "“%(value)s” names no currency, but other cells of the column are in %(currencies)s. Write the currency in the "
        "cell or in the column title, for example “Value (EUR)”."
    ),
    "money_title_unclear": _(
        "“%(value)s”: the column title “%(title)s” may mean several currencies or scales. Write both in the cell, for "
        "example EUR 5 million or 84 mio. kr."
    ),
    "money_scale_missing": _(
        "“%(value)s” does not say thousands or millions, but the column title “%(title)s” does. "
        "Write “%(scaled)s” or “%(exact)s”, whichever you mean."
    ),
    "money_two_currencies": _("“%(value)s” names two currencies. Write for example SEK 84 million."),
    "money_billion": _(
        "“%(value)s”: billion means different amounts in English and Danish. Write bn or mia. for a thousand million."
    ),
}


def refusal(code: str, value: object, **params: object) -> ValidationError:
    """The error for `value` as it was written; its code is the message's key."""
    written = str(value)
    if len(written) > _LONGEST_SHOWN:
        written = written[: _LONGEST_SHOWN - 1] + "…"
    return ValidationError(_MESSAGES[code], code=code, params={**params, "value": written})


def refusal_of(error: ValidationError, value: object) -> ValidationError:
    """The same refusal, naming the value as the officer wrote it rather than as it was understood."""
    return refusal(error.code or "", value, **{k: v for k, v in (error.params or {}).items() if k != "value"})
