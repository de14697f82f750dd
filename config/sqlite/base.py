"""Django's SQLite backend, with the files of the database readable by their owner only."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

SUFFIXES = ("", "-wal", "-shm", "-journal")


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(conn_params["database"])
        if not self.is_in_memory_db() and not name.startswith("file:"):
            make_private(Path(name).resolve())
        return super().get_new_connection(conn_params)


def make_private(path: Path) -> None:
    """Create a missing database file with mode 0600: SQLite gives its -wal, -shm and -journal the same mode.

    An existing one is never opened here: closing it would release the locks that SQLite has on it in this process.
    What cannot be created or changed is left to SQLite, which says why it cannot open it.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    for file in (path.with_name(path.name + suffix) for suffix in SUFFIXES):
        with suppress(OSError):
            mode = stat.S_IMODE(file.stat().st_mode)
            if mode & 0o077:
                file.chmod(mode & 0o700)
