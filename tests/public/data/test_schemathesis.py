"""Questions made up from the OpenAPI document, fitting and not: no answer is other than it says, and none fails."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "one_connection")]

QUESTIONS = 6
"""For each address, language and way of asking."""
FITTING, NOT_FITTING = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
# What stands in these is looked up or read: which references there are, and which words are a date, no schema says.
LOOKED_UP = [positive_data_acceptance, negative_data_rejection]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The server closes connections between two requests; here they are all asked within one transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def operations(language: str) -> Any:
    schema: Any = schemathesis.openapi.from_wsgi(f"/{language}/openapi.json", get_wsgi_application())
    return [found.ok() for found in schema.get_all_operations()]


def looked_up(operation: Any) -> set[str]:
    """The parameters of which the document can't say what they may be: references, dates, words."""
    told = {one.name: one.definition["schema"] for one in operation.query}
    return {name for name, schema in told.items() if "enum" not in schema.get("items", schema) and name != "page"}


def test_there_is_something_to_ask() -> None:
    assert len(operations("en")) > 60


def ask(operation: Any, mode: Any) -> None:
    free = looked_up(operation)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=QUESTIONS, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    def one(case: Any) -> None:
        answer = case.call()
        case.validate_response(answer, excluded_checks=LOOKED_UP)
        if mode is FITTING and answer.status_code == 400:
            assert {parameter["name"] for parameter in json.loads(answer.content)["parameters"]} <= free

    one()


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("mode", [FITTING, NOT_FITTING], ids=["fitting", "not fitting"])
def test_nothing_is_found(language: str, mode: Any) -> None:
    for operation in operations(language):
        ask(operation, mode)
