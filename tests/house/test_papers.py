"""The papers are there, and what they name is there as well."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house.project_code import ROOT
from tests.house.test_index_files import INDEX
from tests.house.test_layers import ranks

NAMES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md", "docs/data-dictionary.md"]
PAPERS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_papers_are_there(name: str) -> None:
    assert text(name).strip()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_points_to_is_there(paper: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_commands_a_paper_tells_are_there(paper: Path) -> None:
    told = paper.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)(?=[`\s])", told.replace("make it", ""))) - targets <= PROSE
    assert set(re.findall(r"manage\.py (?!\w+/)([a-z_]+)", told)) <= set(get_commands())


# What stands after “make” in a sentence.
PROSE = {"a", "accounts", "of", "them"}


@pytest.mark.parametrize("paper", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_files_a_paper_tells_are_there(paper: str) -> None:
    told = set(re.findall(r"`((?:cooperation|tests|fixtures|docs)/[\w/.-]+\.(?:py|csv|md))`", text(paper)))
    assert {path for path in told if "visit" not in path and not (ROOT / path).exists()} == set()


def test_the_drawing_shows_every_room() -> None:
    drawing = text("docs/architecture.md").split("```")[1]
    folders = [f"{room}/" for room in ranks() if (ROOT / "cooperation" / room / "__init__.py").is_file()]
    files = [f"{name}.py" for name in INDEX]
    assert [room for room in (*folders, *files) if room not in drawing] == []


def test_every_setting_is_told() -> None:
    named = set(re.findall(r'"((?:REGISTER|DATABASE)_[A-Z_]+)"', text("config/settings.py")))
    for paper in ("docs/administrators-guide.md", ".env.example"):
        assert {name for name in named if name not in text(paper)} == set(), paper
    assert set(re.findall(r"REGISTER_[A-Z_]+", text("docs/administrators-guide.md"))) <= named


def test_the_changelog_tells_this_version() -> None:
    version = re.search(r'^version = "(.+)"', text("pyproject.toml"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in text("CHANGELOG.md")
