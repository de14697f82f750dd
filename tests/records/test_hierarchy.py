import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from cooperation.records.hierarchy import find_circle, own_links, refuse_circles
from tests.house.kinds import MODELS, kind_id
from tests.programmes.factories import ProgrammeFactory


@pytest.mark.parametrize(
    ("start", "above", "circle"),
    [
        ("a", {}, None),
        ("a", {"a": None}, None),
        ("a", {"a": "b", "b": "c", "c": None}, None),
        ("a", {"a": "a"}, ["a", "a"]),
        ("a", {"a": "b", "b": "a"}, ["a", "b", "a"]),
        ("a", {"a": "b", "b": "c", "c": "a"}, ["a", "b", "c", "a"]),
        ("a", {"a": "b", "b": "c", "c": "b"}, None),  # a circle further up, not through a
    ],
)
def test_find_circle(start: str, above: dict[str, str | None], circle: list[str] | None) -> None:
    assert find_circle(start, above) == circle


@pytest.mark.django_db
@pytest.mark.parametrize("link", ["parent", "predecessor"])
def test_a_record_cannot_come_to_stand_above_itself(link: str) -> None:
    top = ProgrammeFactory()
    middle = ProgrammeFactory(**{link: top})
    bottom = ProgrammeFactory(**{link: middle})
    setattr(top, link, bottom)
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        top.full_clean()
    assert list(refused.value.message_dict) == [link]
    assert "circle" in refused.value.message_dict[link][0]


@pytest.mark.django_db
def test_its_own_parent_is_a_circle() -> None:
    programme = ProgrammeFactory()
    programme.parent = programme
    with pytest.raises(ValidationError):
        refuse_circles(programme)


@pytest.mark.django_db
def test_chains_without_a_circle_are_accepted() -> None:
    top = ProgrammeFactory()
    middle = ProgrammeFactory(parent=top, predecessor=top)
    refuse_circles(ProgrammeFactory(parent=middle, predecessor=top))
    refuse_circles(ProgrammeFactory.build(parent=middle))


@pytest.mark.parametrize("model", [model for model in MODELS if own_links(model)], ids=kind_id)
def test_every_link_to_its_own_kind_has_a_database_rule_against_itself(model: type[models.Model]) -> None:
    names = {constraint.name for constraint in model._meta.constraints}
    expected = {f"{model._meta.model_name}_not_own_{field.name}" for field in own_links(model)}
    assert expected <= names
