"""How many rows a writer has written: told to the other processes of the machine while its transaction is open.

The database can't tell, since nothing of a transaction is to be seen before its end; a small file can.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from cooperation.exchange.batches.models import ImportBatch

WIDTH = 12  # digits: each figure is written over the one before


class Progress:
    """Told how many rows more are written. Within `with` the page may ask; where no file can be made, it can't."""

    def __init__(self, batch: ImportBatch) -> None:
        self.path = path_of(batch)
        self.rows = 0
        self.file: int | None = None

    def __enter__(self) -> Self:
        with suppress(OSError):
            self.file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, way: TracebackType | None
    ) -> None:
        if self.file is not None:
            os.close(self.file)
            self.path.unlink(missing_ok=True)

    def __call__(self, rows: int) -> None:
        self.rows += rows
        if self.file is not None:
            with suppress(OSError):
                os.pwrite(self.file, f"{self.rows:{WIDTH}}".encode(), 0)


def path_of(batch: ImportBatch) -> Path:
    begun = batch.started_at.timestamp() if batch.started_at else 0
    return Path(tempfile.gettempdir()) / f"register-import-{batch.pk}-{begun:.6f}"


def rows_written(batch: ImportBatch) -> int:
    """Return 0 where nothing is known, as when the writer is another machine."""
    try:
        return int(path_of(batch).read_text())
    except (OSError, ValueError):
        return 0
