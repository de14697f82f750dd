"""What the register holds, as the house rules go through it: records, child rows, terms, and their packages."""

import importlib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from cooperation.records.models import Record, record_models
from cooperation.records.rows import Row
from cooperation.vocabulary.models import Term

EVERY: list[type[models.Model]] = list(apps.get_app_config("cooperation").get_models())
RECORDS: list[type[Record]] = record_models()
ROWS: list[type[Row]] = [model for model in EVERY if issubclass(model, Row)]
TERMS: list[type[Term]] = [model for model in EVERY if issubclass(model, Term)]
# What officers enter. The rest is the register's own bookkeeping.
MODELS: list[type[models.Model]] = [*RECORDS, *ROWS, *TERMS]


def package(model: type[models.Model]) -> str:
    """`cooperation.meetings.models` → `meetings`."""
    return model.__module__.split(".")[1]


PACKAGES: tuple[str, ...] = tuple(sorted({package(model) for model in (*RECORDS, *TERMS)}))


def kind_id(model: type[models.Model]) -> str:
    return model.__name__


def find(module: str, name: str) -> Any:
    """Return what `module` calls `name`, or None where either is missing."""
    try:
        return getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError as error:
        if error.name and module.startswith(error.name):
            return None
        raise


def factory_of(model: type[models.Model]) -> Any:
    return find(f"tests.{package(model)}.factories", f"{model.__name__}Factory")


def stem(model: type[models.Model]) -> str:
    """The one stem of class, template, address and test: `meeting`."""
    return str(model._meta.model_name)


def folder(model: type[models.Model]) -> Path:
    return Path(__file__).resolve().parent.parent / package(model)
