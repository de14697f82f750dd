"""Files import downward only, and kinds of record know each other by their models alone.

The picture is in docs/architecture.md. A lower room never imports a higher one, so each can be read, tested and
changed with nothing but what lies below it in mind.
"""

import ast

import pytest

from tests.house.kinds import PACKAGES
from tests.house.project_code import Import, imports_in, module_name, register_files, register_imports, tree

SHARED = ["values", "search", "records", "revisions", "exchange", ("public", "desk"), "reports"]
INDEX = ("models", "admin", "urls", "resources", "apps")

# (importer, imported) → why it may
UPWARD: dict[tuple[str, str], str] = {}
WORDS = "a value's str() is its words, which are made from values"
IN_FUNCTIONS: dict[tuple[str, str], str] = {
    ("cooperation.apps", "cooperation.desk.roles"): "Django reads it before anything of ours can be imported",
    ("cooperation.apps", "cooperation.records.version"): "the same",
    ("cooperation.apps", "cooperation.records.indexing"): "the same",
    **{(f"cooperation.values.{v}", "cooperation.values.words"): WORDS for v in ("money", "partial_date", "quantity")},
}


def ranks() -> dict[str, int]:
    """Room → how high it lies."""
    levels = [*SHARED, PACKAGES, INDEX, ("management",)]
    rooms = [(level,) if isinstance(level, str) else level for level in levels]
    return {room: height for height, level in enumerate(rooms) for room in level}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def climbs(found: Import) -> bool:
    """Whether the import leads up, or sideways to anything but another kind's models."""
    importer, imported = room(found.importer), room(found.imported)
    if importer == imported:
        return False
    height = ranks()
    if importer in PACKAGES and imported in PACKAGES:
        return found.imported != f"cooperation.{imported}.models"
    return height[importer] <= height[imported]


def unexplained(found: list[Import], reasons: dict[tuple[str, str], str]) -> list[str]:
    return [str(one) for one in found if (one.importer, one.imported) not in reasons]


def not_needed(found: list[Import], reasons: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    return set(reasons) - {(one.importer, one.imported) for one in found}


def test_every_file_lies_in_a_known_room() -> None:
    rooms = {room(module_name(path)) for path in register_files()} - {""}
    assert rooms <= set(ranks())


def test_imports_lead_downward() -> None:
    upward = [found for found in register_imports() if climbs(found)]
    assert unexplained(upward, UPWARD) == []
    assert not_needed(upward, UPWARD) == set()


def test_imports_of_ours_stand_at_the_top_of_their_file() -> None:
    """An import in a function mostly hides a circle."""
    hidden = [found for found in register_imports() if found.in_function]
    assert unexplained(hidden, IN_FUNCTIONS) == []
    assert not_needed(hidden, IN_FUNCTIONS) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_models_stand_on_values_records_and_models_alone(package: str) -> None:
    """Others import them, so what they import everybody imports."""
    name = f"cooperation.{package}.models"
    below = {"values", "records"}
    others = [found for found in register_imports() if found.importer == name and room(found.imported) not in below]
    assert [str(found) for found in others if not found.imported.endswith(".models")] == []


def test_nothing_of_the_register_imports_the_settings_or_the_tests() -> None:
    outward = [found for found in register_imports() if not found.imported.startswith("cooperation")]
    assert [str(found) for found in outward] == []


def test_no_import_is_relative() -> None:
    relative = [
        f"{path}:{node.lineno}"
        for path in register_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize(
    ("importer", "source", "climbing"),
    [
        ("cooperation.values.money", "from cooperation.records.models import Record", True),
        ("cooperation.values.money", "def f():\n    from cooperation.records import models", True),
        ("cooperation.public.lists", "from cooperation.meetings.models import Meeting", True),
        ("cooperation.public.lists", "from cooperation.desk import admin", True),
        ("cooperation.meetings.views", "from cooperation.funds.views import FundListView", True),
        ("cooperation.meetings.views", "from cooperation.funds.models import Fund", False),
        ("cooperation.meetings.views", "from cooperation.records.models import Record", False),
    ],
)
def test_the_rule_sees_an_import_that_climbs(importer: str, source: str, climbing: bool) -> None:
    known = frozenset(
        f"cooperation.{name}"
        for name in ("records.models", "meetings.models", "desk.admin", "funds.views", "funds.models")
    )
    (found,) = imports_in(importer, ast.parse(source), known)
    assert climbs(found) is climbing
