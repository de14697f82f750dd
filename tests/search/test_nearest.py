"""Nearest names: the best first, always the same, and nothing when the time for suggestions is spent."""

import pytest

from cooperation.search import nearest as nearest_module
from cooperation.search.nearest import SuggestionBudget, current_budget, nearest, suggestion_budget

NAMES = ["norway", "sweden", "denmark", "sweeden", "switzerland"]


def test_the_most_alike_come_first() -> None:
    assert nearest("swedn", NAMES, limit=2) == ["sweden", "sweeden"]


def test_nothing_is_suggested_that_is_not_alike() -> None:
    assert nearest("atlantis", NAMES, limit=3) == []


@pytest.mark.parametrize("order", [1, -1])
def test_of_names_as_much_alike_the_first_by_the_alphabet_is_taken_in_whatever_order_they_come(order: int) -> None:
    assert nearest("cat", ["bat", "hat", "rat"][::order]) == ["bat"]


def test_the_best_is_found_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest_module, "AT_ONCE", 2)
    names = [f"name {number}" for number in range(100)]

    assert [nearest(f"naem {number}", names)[0] for number in (0, 37, 99)] == ["name 0", "name 37", "name 99"]


def test_where_the_budget_is_spent_nothing_is_suggested() -> None:
    assert nearest("swedn", NAMES, budget=SuggestionBudget(1)) == ["sweden"]
    assert nearest("swedn", NAMES, budget=SuggestionBudget(0)) == []


def test_looking_up_spends_the_budget() -> None:
    budget = SuggestionBudget(1)
    nearest("swedn", NAMES, budget=budget)

    assert 0 < budget.left < 1


def test_a_file_has_one_budget_and_whatever_has_none_gets_one_of_its_own() -> None:
    with suggestion_budget():
        assert current_budget() is current_budget()
    assert current_budget() is not current_budget()
