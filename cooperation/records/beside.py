"""New rows written while the next ones are made ready: PostgreSQL is another process, and need not be waited for."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

AHEAD = 4  # writes that may wait: more would take memory and save no time
Work = Callable[[], None]


class Beside:
    """Does what it is given in a thread of its own, one after another. Errors come up at the next question or write."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool
        self.waiting: deque[Future[None]] = deque()

    def put(self, work: Work) -> None:
        if len(self.waiting) >= AHEAD:
            self._take_first()
        self.waiting.append(self.pool.submit(work))

    def finish(self) -> None:
        while self.waiting:
            self._take_first()

    def _take_first(self) -> None:
        with connection.wrap_database_errors:
            self.waiting.popleft().result()

    def ask(self, execute: Callable[..., Any], *asked: Any) -> Any:
        """Let a statement of the connection wait until all before it is done."""
        self.finish()
        return execute(*asked)


_current: ContextVar[Beside | None] = ContextVar("beside", default=None)


@contextmanager
def beside() -> Iterator[None]:
    """Within it, `do` does not wait. Nothing is left undone at its end, unless an error breaks it off."""
    if connection.vendor != "postgresql":  # SQLite does its work in this very process
        yield
        return
    pool = ThreadPoolExecutor(1, thread_name_prefix="beside")
    current = Beside(pool)
    token = _current.set(current)
    try:
        with connection.execute_wrapper(current.ask):
            yield
            current.finish()
    finally:
        _current.reset(token)
        pool.shutdown(cancel_futures=True)


def do(work: Work) -> None:
    """Do it now, or in its turn beside what follows; it may use the connection's driver, and nothing of Django's."""
    if current := _current.get():
        current.put(work)
    else:
        with connection.wrap_database_errors:
            work()
