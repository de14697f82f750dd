"""The time limit on one file: everything done to it counts, from unpacking to the preview, except writing records.

Writing has no limit of its own. It is one transaction, so a limit would only throw away an import that was nearly done,
and the limits on rows and cells bound it.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.problems import Problem, RefusedError
from cooperation.search.nearest import suggestion_budget

READING: Promise = _("reading the file takes more than %(most)s seconds; split it in several")
TIME_UP: Promise = _(
    "the time limit of %(most)s seconds for one file was reached while %(step)s; nothing was written. "
    "Split the file into several, or try again when the server has less to do"
)
CELLS: Promise = _("its cells were being read")
COMPARING: Promise = _("its rows were being compared with the register")
RULES: Promise = _("its rows were being checked")
PREVIEW: Promise = _("the preview was being built")
ERRORS: Promise = _("the workbook with the errors was being built")
EVERY = 200
"""Items between two looks at the clock."""

Item = TypeVar("Item")


class TimeUpError(RefusedError):
    """The time for one file is up. The same file may pass when the server has less to do."""


class Deadline:
    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.until = time.monotonic() + seconds

    def seconds_left(self) -> float:
        return self.until - time.monotonic()


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def time_limit() -> Iterator[Deadline]:
    """Limit the time for what is done within, suggestions of names included; an outer limit goes on counting."""
    if (outer := _deadline.get()) is not None:
        yield outer
        return
    deadline = Deadline(settings.REGISTER_IMPORT_MAX_SECONDS)
    token = _deadline.set(deadline)
    try:
        with suggestion_budget():
            yield deadline
    finally:
        _deadline.reset(token)


def check_time(step: Promise, label: str, column: str = "", letter: str = "", *, needed: float = 0) -> None:
    """Raise TimeUpError, naming the sheet and what was being done, where the time for the file is up.

    `needed` are seconds for what comes next and cannot be broken off.
    """
    deadline = _deadline.get()
    if deadline is not None and deadline.seconds_left() < needed:
        message = message_of(step, deadline.seconds)
        raise TimeUpError([Problem(label, message, column=column, letter=letter, again=True)])


def message_of(step: Promise, seconds: int) -> str:
    return str(READING if step is READING else TIME_UP) % {"most": seconds, "step": step}


def in_time(
    items: Iterable[Item], step: Promise, label: str, column: str = "", letter: str = "", every: int = EVERY
) -> Iterator[Item]:
    """Give the items, looking at the clock now and then."""
    for place, item in enumerate(items):
        if not place % every:
            check_time(step, label, column, letter)
        yield item
