"""The index files name every package of records and terms, and hold nothing else."""

import ast

import pytest

from tests.house.kinds import PACKAGES
from tests.house.project_code import ROOT, imports_in, module_names, tree

# index file → the module of each package that it names
INDEX = {"models": "models", "admin": "admin", "urls": "urls", "resources": "resources"}

# (index file, package) → why it is not named there
NOT_NAMED = {
    ("urls", "vocabulary"): "terms have no pages of their own; they are shown on the records that use them",
}
# (index file, module) → why it is named besides the packages
BESIDES = {
    ("models", "cooperation.records.citations"): "citations belong to no kind of record",
    ("models", "cooperation.records.former"): "the references that records have left",
    ("models", "cooperation.records.row_numbers"): "the highest numbers of deleted child rows",
    ("models", "cooperation.revisions.models"): "the register's own books of what was done",
    ("models", "cooperation.reports.models"): "what readers report",
    ("models", "cooperation.exchange.batches.models"): "the files that were brought in",
    ("models", "cooperation.exchange.embassy.models"): "the workbooks that were sent out",
    ("admin", "cooperation.desk.accounts"): "accounts and groups",
    ("admin", "cooperation.reports.admin"): "what readers report",
    ("admin", "cooperation.exchange.batches.admin"): "the files that were brought in",
    ("admin", "cooperation.exchange.embassy.admin"): "the workbooks that were sent out",
    ("admin", "cooperation.exchange.batches.profiles_admin"): "how such files are taken",
}
# What an index file is made of: its docstring, imports, and lists of what it names.
MADE_OF = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)


def named(index: str) -> set[str]:
    path = ROOT / "cooperation" / f"{index}.py"
    return {found.imported for found in imports_in(f"cooperation.{index}", tree(path), module_names())}


@pytest.mark.parametrize("index", INDEX)
def test_every_package_is_named(index: str) -> None:
    exempt = {package for one, package in NOT_NAMED if one == index}
    expected = {f"cooperation.{package}.{INDEX[index]}" for package in set(PACKAGES) - exempt}
    besides = {module for one, module in BESIDES if one == index}
    assert named(index) == expected | besides


@pytest.mark.parametrize("index", INDEX)
def test_nothing_else_stands_in_it(index: str) -> None:
    path = ROOT / "cooperation" / f"{index}.py"
    strange = [f"{index}.py:{node.lineno}" for node in tree(path).body if not isinstance(node, MADE_OF)]
    assert strange == []
