"""A timeline: each date a bar as wide as what is known of it, and no point where the source gives none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cooperation.public.happenings import Happening
from cooperation.public.pictures.years import Scale, Tick, scale_of
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words

WIDTH: Final = 480.0
ROW: Final = 30
HEAD: Final = 26  # for the years above
NARROWEST: Final = 7.0  # a day must be seen
LETTER: Final = 8.2  # how wide a letter is on average on a telephone, in words with many capitals
MOST: Final = 40


@dataclass(frozen=True)
class Bar:
    """One date. `look` is how it is drawn: a day, a time within which it falls, or a time that it lasts."""

    y: int
    x: float
    width: float
    look: str
    label: str
    label_x: float
    anchor: str
    begins_earlier: bool
    goes_on: bool
    about: bool
    inferred: bool

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Timeline:
    name: str  # tells the pictures of one page apart
    title: str
    description: str
    scale: Scale
    bars: Sequence[Bar]

    width: float = WIDTH

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.bars)

    @property
    def ticks(self) -> list[Tick]:
        return self.scale.ticks()

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Look → what it means; only of what is drawn."""
        meanings = {
            "day": _("a day"),
            "within": _("falls within this time; the source says no more"),
            "lasting": _("lasts this long"),
            "goes-on": _("goes on, or its end is not known"),
            "about": _("about this time"),
            "inferred": _("inferred from the source"),
        }
        drawn = {bar.look for bar in self.bars}
        drawn |= {"goes-on"} if any(bar.goes_on or bar.begins_earlier for bar in self.bars) else set()
        drawn |= {"about"} if any(bar.about for bar in self.bars) else set()
        drawn |= {"inferred"} if any(bar.inferred for bar in self.bars) else set()
        return [(look, meaning) for look, meaning in meanings.items() if look in drawn]


def timeline(name: str, title: str, found: Sequence[Happening], today: date) -> Timeline | None:
    """The picture of those that have a date, in their order; at most `MOST` of them. None where nothing has."""
    dated = [(one, one.when) for one in found if one.when is not None][:MOST]
    if not dated:
        return None
    scale = scale_of([when for _one, when in dated], WIDTH, today)
    bars = [bar(at, str(one.record), when, scale) for at, (one, when) in enumerate(dated)]
    return Timeline(name, title, described(dated), scale, bars)


def described(dated: Sequence[tuple[Happening, PartialDate]]) -> str:
    first, last = min(when for _one, when in dated), max(when for _one, when in dated)
    if len(dated) == 1:
        return _("One record, %(when)s. The list beside the picture says the same.") % {"when": in_words(first)}
    return _(
        "%(count)s records, the first %(first)s, the last %(last)s. The list beside the picture says the same."
    ) % {
        "count": len(dated),
        "first": in_words(first),
        "last": in_words(last),
    }


def bar(at: int, title: str, when: PartialDate, scale: Scale) -> Bar:
    x, end = scale.x(when.earliest), scale.end(when.latest)
    if end - x < NARROWEST:
        middle = min(max((x + end) / 2, NARROWEST / 2), WIDTH - NARROWEST / 2)
        x, end = middle - NARROWEST / 2, middle + NARROWEST / 2
    to_the_right = x <= WIDTH / 2
    room = (WIDTH - x if to_the_right else end) / LETTER
    return Bar(
        y=HEAD + ROW * at,
        x=round(x, 1),
        width=round(end - x, 1),
        look=look_of(when),
        label=Truncator(f"{in_words(when)}: {title}").chars(int(room)),
        label_x=round(x if to_the_right else end, 1),
        anchor="start" if to_the_right else "end",
        begins_earlier=when.earliest == date.min,
        goes_on=when.latest == date.max,
        about=when.approximate,
        inferred=when.inferred,
    )


def look_of(when: PartialDate) -> str:
    if "/" in when.text:
        return "lasting"
    return "day" if when.earliest == when.latest else "within"
