"""How many files are worked on at once on this machine, by all web processes and threads together.

A slot is a lock (`flock`) on one of so many files. The system releases it when its process ends, however that ends, so
a killed server blocks nobody. It works the same beside SQLite and PostgreSQL, and holds no database connection while
others wait. An advisory lock of PostgreSQL would do neither.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db import connection

from cooperation.exchange.time_limit import time_limit

RETRY = 0.1  # seconds


class BusyError(Exception):
    """As many files as may be are being worked on."""


_has_slot: ContextVar[bool] = ContextVar("has_file_slot", default=False)


@contextmanager
def work_on_file(wait: float = 0) -> Iterator[None]:
    """Take a slot and begin the time limit; the time spent waiting for the slot does not count.

    Raises BusyError where no slot is free within `wait` seconds.
    """
    with file_slot(wait), time_limit():
        yield


@contextmanager
def file_slot(wait: float = 0) -> Iterator[None]:
    """Take a slot, unless this piece of work has one already. Raises BusyError."""
    if _has_slot.get():
        yield
        return
    file = lock_slot(wait)
    token = _has_slot.set(True)
    try:
        yield
    finally:
        _has_slot.reset(token)
        os.close(file)


def lock_slot(wait: float) -> int:
    """Return the open file whose lock is the slot."""
    folder = slot_folder()
    until = time.monotonic() + wait
    while (file := free_slot(folder)) is None:
        if time.monotonic() >= until:
            raise BusyError
        time.sleep(RETRY)
    return file


def free_slot(folder: Path) -> int | None:
    for number in range(settings.REGISTER_IMPORT_FILES_AT_ONCE):
        file = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    return None


def slot_folder() -> Path:
    """Return the private folder of the lock files: one for each database and system user."""
    database = connection.settings_dict
    place = "|".join(str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))
    digest = hashlib.sha256(place.encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"register-files-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} must be a folder that only the register's own user can open; remove it")
    return folder
