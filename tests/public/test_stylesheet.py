"""The one stylesheet: joined from its parts, small, and in want of nothing."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

from config.stylesheet import joined

STATIC = Path(settings.BASE_DIR) / "static"
LARGEST = 30 * 1024


@pytest.fixture
def sheet() -> str:
    return joined(STATIC / "register.css")


def test_a_page_gets_one_file_with_every_part_in_it(sheet: str) -> None:
    parts = [STATIC / "tokens.css", *(STATIC / "register").glob("*.css")]
    assert len(parts) > 5
    assert [part.name for part in parts if part.read_text(encoding="utf-8") not in sheet] == []
    assert "@import" not in sheet
    found = finders.find("register.css")
    assert isinstance(found, str)
    assert Path(found).read_text(encoding="utf-8") == sheet


def test_it_is_collected_as_it_is_served(sheet: str, tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "register.css").read_text(encoding="utf-8") == sheet


def test_it_is_small(sheet: str) -> None:
    assert len(sheet.encode()) < LARGEST
    assert len(gzip.compress(sheet.encode())) < LARGEST / 3


def test_it_uses_only_names_that_are_given(sheet: str) -> None:
    given = set(re.findall(r"(--[a-z0-9-]+):", sheet))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", sheet))
    assert used - given == set()


def test_it_fetches_nothing(sheet: str) -> None:
    """No font, no picture, nothing from elsewhere."""
    assert re.findall(r"url\(|@font-face|https?:", sheet) == []


def test_a_part_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "all.css").write_text('@import "gone.css";\n', encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        joined(tmp_path / "all.css")
