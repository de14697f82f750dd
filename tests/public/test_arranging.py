"""How a list is laid out: the fields by which a reader arranges it."""

from typing import Any

import pytest
from django import forms

from cooperation.public.arranging import PlainSelect

CHOICES = [("title", "Title, A to Z"), ("-title", "“Z” & <A>")]


@pytest.mark.parametrize("chosen", ["-title", "none of them", None])
@pytest.mark.parametrize("own", [{"id": "id_sort"}, {"aria-invalid": "true", "aria-describedby": "a b", "id": "x"}])
def test_a_choice_is_written_as_django_writes_it(chosen: Any, own: dict[str, str]) -> None:
    usual = forms.Select(choices=CHOICES)
    assert PlainSelect(choices=CHOICES).render("sort", chosen, own) == usual.render("sort", chosen, own).strip()
