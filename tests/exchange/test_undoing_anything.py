"""Whatever a file did, after undo the register goes out byte for byte as before."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.undoing import undo
from cooperation.models import Action
from cooperation.records.models import Record
from cooperation.records.referrers import kind_with_id
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.recording import Recorder
from tests.exchange.random_files import random_file
from tests.exchange.spreadsheets import brought_in, register
from tests.exchange.test_undoing import FIXTURES

some_files = settings(
    max_examples=6,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
chances = st.integers(0, 2**32).map(random.Random)


@pytest.fixture(autouse=True)
def five_documents(db: None) -> None:
    brought_in(FIXTURES)


@contextmanager
def taken_back() -> Iterator[None]:
    """Every example begins with the same register."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def imported(chance: random.Random, name: str) -> Action:
    """Bring in what of a random file is not refused."""
    sheets = random_file(chance, name)
    plan = make_plan(sheets, with_rows(RESOURCES))
    if plan.problems:
        refused = {sheet.matched.sheet.label for sheet in plan.sheets if sheet.read.problems}
        plan = make_plan([sheet for sheet in sheets if sheet.label not in refused], with_rows(RESOURCES))
    assume(not plan.problems)
    recorder = Recorder(Action.Kind.IMPORT, why=name)
    carry_out(plan, recorder)
    assume(not recorder.action._state.adding)
    return recorder.action


@some_files
@given(chances)
def test_one_import_is_undone(chance: random.Random) -> None:
    with taken_back():
        before = register()
        action = imported(chance, "first")

        report = undo(action)

        assert report.left == []
        assert register() == before


@some_files
@given(chances)
def test_two_imports_are_undone_the_last_one_first(chance: random.Random) -> None:
    with taken_back():
        before = register()
        first = imported(chance, "first")
        between = register()
        second = imported(chance, "second")

        assert undo(second).left == []
        assert register() == between
        assert undo(first).left == []
        assert register() == before


@some_files
@given(chances)
def test_what_was_edited_since_is_named_and_left(chance: random.Random) -> None:
    with taken_back():
        action = imported(chance, "first")
        touched = [kind_with_id(r.content_type_id)._default_manager.get(pk=r.object_id) for r in action.revisions.all()]
        edited = [record for record in touched if isinstance(record, Record) and chance.random() < 0.5]
        for record in edited:
            record.internal_note = "Seen since"
            record.save()

        report = undo(action)

        since = sorted(name for name, why in report.left if why == "changed since")
        assert since == sorted(record.reference for record in edited)
        for record in edited:
            record.refresh_from_db()
            assert record.internal_note == "Seen since"
        names = [revision.reference for revision in action.revisions.all()]
        assert sorted([*report.put_back, *report.deleted, *(name for name, __ in report.left)]) == sorted(names)
