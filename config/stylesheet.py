"""The public pages' stylesheet is written in parts and served as one file, so that a page asks for it once."""

import re
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage

JOINED = "register.css"
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


def joined(sheet: Path) -> str:
    """The sheet with what it imports in the imports' place; raises FileNotFoundError for a part that is not there."""
    return IMPORT.sub(lambda found: joined(sheet.parent / found[1]), sheet.read_text(encoding="utf-8"))


class JoiningFinder(FileSystemFinder):
    """Finds our static files where they lie, and the stylesheet as its parts joined."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._folder = Path(mkdtemp(prefix="register-"))
        weakref.finalize(self, shutil.rmtree, self._folder)
        self._made: Storage = FileSystemStorage(location=self._folder)

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        found: str | None = super().find_location(root, path, prefix)
        return self._join(found) if found and path == JOINED else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if path == JOINED:
                self._join(storage.path(path))
            yield path, self._made if path == JOINED else storage

    def _join(self, sheet: str) -> str:
        """Write it anew, for a part may have changed since; return where it is."""
        made = self._folder / JOINED
        made.write_text(joined(Path(sheet)), encoding="utf-8")
        return str(made)
