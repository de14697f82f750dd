"""Files that are short and named for what they hold."""

import re
import subprocess
from pathlib import Path

from tests.house.project_code import ROOT, python_files

LONGEST = 300
DRAWERS = {"utils", "helpers", "common", "services", "misc", "base"}

# path → why it may be longer
LONGER: dict[str, str] = {}
# path → why it has a name that says nothing
NAMED_BY_OTHERS = {"config/sqlite/base.py": "Django looks for a database backend in a module of this name"}

# With a class of one letter in each, so that this file does not name them itself.
REGISTRY_HOSTS = re.compile(r"py[p]i\.o|python[h]osted\.|registry\.[n]pm|deb\.[d]ebian")


def kept_files() -> list[Path]:
    """What git keeps or would keep."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - nothing in it comes from outside
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long() -> None:
    written = [*python_files(), *(path for path in kept_files() if path.suffix in {".html", ".css", ".svg"})]
    long = {str(path.relative_to(ROOT)) for path in written if lines(path) > LONGEST}
    assert long == set(LONGER)


def test_no_drawers() -> None:
    """A file named for what it holds is found by whoever needs it."""
    files = [path.relative_to(ROOT) for path in python_files()]
    drawers = {str(path) for path in files if DRAWERS & set(path.with_suffix("").parts)}
    assert drawers == set(NAMED_BY_OTHERS)


def test_no_package_registry_is_named() -> None:
    naming = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if REGISTRY_HOSTS.search(text):
            naming.append(str(path.relative_to(ROOT)))
    assert naming == []
