"""The project's own code as the house rules read it: files, syntax trees, imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
OURS = ("cooperation", "config", "tests", "bench")
GENERATED = "migrations"


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file we write ourselves; migrations are made by Django."""
    found = (path for folder in OURS for path in (ROOT / folder).rglob("*.py") if GENERATED not in path.parts)
    return tuple(sorted([*found, ROOT / "manage.py"]))


@cache
def register_files() -> tuple[Path, ...]:
    """The Python files of the register itself, without its tests."""
    return tuple(path for path in python_files() if path.relative_to(ROOT).parts[0] == "cooperation")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    """`cooperation/records/models.py` → `cooperation.records.models`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def module_names() -> frozenset[str]:
    return frozenset(module_name(path) for path in python_files())


@dataclass(frozen=True)
class Import:
    importer: str
    imported: str
    line: int
    in_function: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def imports_in(module: str, syntax: ast.Module, known: frozenset[str]) -> Iterator[Import]:
    """Give what the module imports from `known`, inside functions too; `from a import b` is `a.b` if a module."""
    inside = {id(node) for f in ast.walk(syntax) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
    for node in ast.walk(syntax):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in whole]
        else:
            continue
        for name in dict.fromkeys(names):
            if name in known:
                yield Import(module, name, node.lineno, id(node) in inside)


@cache
def register_imports() -> tuple[Import, ...]:
    """Every import from one file of the register to another."""
    return tuple(
        found for path in register_files() for found in imports_in(module_name(path), tree(path), module_names())
    )
