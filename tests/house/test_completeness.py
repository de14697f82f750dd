"""Every kind of record, child row and lookup list has all that belongs to one; what is not has a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from cooperation.records.resources import DocumentResource, with_rows
from cooperation.resources import RESOURCES
from tests.house.kinds import EVERY, MODELS, PACKAGES, RECORDS, ROWS, TERMS, factory_of, find, folder, package, stem
from tests.house.project_code import ROOT

Has = Callable[[type[models.Model]], Any]


def of_package(module: str, suffix: str) -> Has:
    """`filters`, `Filter` → `MeetingFilter` in cooperation/meetings/filters.py."""
    return lambda model: find(f"cooperation.{package(model)}.{module}", f"{model.__name__}{suffix}")


def address(suffix: str, *arguments: str) -> Has:
    def has(model: type[models.Model]) -> bool:
        try:
            return bool(reverse(f"cooperation:{stem(model)}_{suffix}", args=arguments))
        except NoReverseMatch:
            return False

    return has


def template(suffix: str) -> Has:
    def has(model: type[models.Model]) -> bool:
        try:
            get_template(f"cooperation/{stem(model)}_{suffix}.html")
        except TemplateDoesNotExist:
            return False
        return True

    return has


def with_tests(pattern: str) -> Has:
    return lambda model: list(folder(model).glob(pattern))


def resource(model: type[models.Model]) -> type[DocumentResource] | None:
    return next((found for found in with_rows(RESOURCES) if found.model() is model), None)


def fixture(model: type[models.Model]) -> bool:
    found = resource(model)
    return found is not None and (ROOT / "fixtures" / f"{found.sheet}.csv").is_file()


def inline(model: type[models.Model]) -> bool:
    """Whether the row is entered below its record, in every kind of record that has such rows."""
    parents = [parent for parent in RECORDS if has_rows(parent, model)]
    below = [[one.model for one in admin.site.get_model_admin(parent).inlines] for parent in parents]
    return bool(parents) and all(model in models_below for models_below in below)


def has_rows(parent: type[models.Model], row: type[models.Model]) -> bool:
    relations = (*parent._meta.related_objects, *parent._meta.private_fields)
    return any(
        relation.related_model is row and relation.remote_field.name in (row.parent_field, "+", "object_id")
        for relation in relations
    )


RECORD: dict[str, Has] = {
    "admin": lambda model: isinstance(admin.site._registry.get(model), of_package("admin", "Admin")(model) or ()),
    "resource": lambda model: resource(model) is of_package("resources", "Resource")(model),
    "filter": of_package("filters", "Filter"),
    "list view": of_package("views", "ListView"),
    "detail view": of_package("views", "DetailView"),
    "list address": address("list"),
    "detail address": address("detail", "a-reference"),
    "list template": template("list"),
    "detail template": template("detail"),
    "factory": factory_of,
    "fixture file": fixture,
    "tests of its pages": with_tests("test_*_pages.py"),
    "tests of its desk": with_tests("test_*_desk.py"),
}
TERM: dict[str, Has] = {name: RECORD[name] for name in ("admin", "resource", "factory", "fixture file")}
ROW: dict[str, Has] = {"inline": inline, "resource": resource, "factory": factory_of, "fixture file": fixture}

# (part, model) → why there is none
EXEMPT: dict[tuple[str, str], str] = {}

CASES: list[tuple[str, Has, type[models.Model]]] = [
    (part, has, model)
    for kinds, parts in ((RECORDS, RECORD), (TERMS, TERM), (ROWS, ROW))
    for model in kinds
    for part, has in parts.items()
]


@pytest.mark.parametrize(("part", "has", "model"), CASES, ids=[f"{model.__name__}-{part}" for part, _, model in CASES])
def test_it_is_there(part: str, has: Has, model: type[models.Model]) -> None:
    reason = EXEMPT.get((part, model.__name__))
    if has(model):
        assert reason is None, f"{model.__name__} has its {part} now: take the exemption out"
    else:
        assert reason, f"{model.__name__} has no {part}"


def test_exemptions_name_what_there_is() -> None:
    assert set(EXEMPT) <= {(part, model.__name__) for part, _, model in CASES}


def test_no_model_is_forgotten() -> None:
    """What a kind of record has is a record, a child row or a term; the rest is the register's own bookkeeping."""
    others = [model for model in EVERY if model not in MODELS]
    assert [model.__name__ for model in others if package(model) in PACKAGES] == []
