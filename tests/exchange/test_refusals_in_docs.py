"""docs/spreadsheets.md lists files that are refused; what it says an officer sees is what is said."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import read_path
from tests.exchange.made_workbooks import ods
from tests.exchange.reading_samples import REFUSED
from tests.exchange.test_reading_bad_files import REPEATED

ROW = re.compile(r"\| `(?P<name>[a-z0-9_]+\.[a-z]+)` \| (?P<what>[^|]+) \| (?P<message>[^|]+) \|")


def four_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 * 2**30)


def zip_bomb(path: Path) -> None:
    nothing = bytes(2**20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(501):
            archive.writestr(f"{number}.csv", nothing)


MADE: dict[str, Callable[[Path], object]] = {
    "zip_bomb.zip": zip_bomb,
    "billion_cells.ods": lambda path: path.write_bytes(ods(REPEATED)),
    "four_gigabytes.csv": four_gigabytes,
    "million_columns.csv": lambda path: path.write_bytes(b"a" + b"," * 1_000_000 + b"b\n"),
    "too_many_rows.csv": lambda path: path.write_bytes(b"a,b\n" * 200_001),
    "one_endless_cell.csv": lambda path: path.write_bytes(b'"' + b"a" * 20 * 2**20),
}


def told_in_docs() -> dict[str, str]:
    text = (settings.BASE_DIR / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
    return {found["name"]: found["message"].strip() for found in ROW.finditer(text)}


def test_the_samples_that_are_refused_are_listed_with_their_messages() -> None:
    messages = {name: name + (said if said.startswith(", ") else f": {said}") for name, said in REFUSED.items()}

    assert {name: said for name, said in told_in_docs().items() if name not in MADE} == messages


@pytest.mark.parametrize("name", MADE)
def test_a_file_too_large_to_be_kept_as_a_sample_is_listed_with_its_message(name: str, tmp_path: Path) -> None:
    MADE[name](tmp_path / name)

    with pytest.raises(RefusedError) as refused:
        read_path(tmp_path / name)

    assert str(refused.value) == told_in_docs()[name]
