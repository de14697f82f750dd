from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from cooperation.records.models import Record
from tests.house.kinds import MODELS, kind_id
from tests.house.project_code import ROOT

PAGE = ROOT / "docs" / "data-dictionary.md"


def test_the_data_dictionary_is_true() -> None:
    call_command("data_dictionary", "--check", stdout=StringIO())


def test_a_stale_data_dictionary_is_noticed_and_written_anew(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    page = tmp_path / "docs" / "data-dictionary.md"
    page.parent.mkdir()
    with pytest.raises(CommandError, match="data_dictionary"):
        call_command("data_dictionary", "--check")
    call_command("data_dictionary")
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
    page.write_text("something else", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("data_dictionary", "--check")


@pytest.mark.parametrize("model", MODELS, ids=kind_id)
def test_every_field_that_can_be_entered_is_told(model: type[Record]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    title = str(model._meta.verbose_name)
    part = text.split(f"\n## {title[:1].upper()}{title[1:]}\n", 1)[1].split("\n## ", 1)[0]
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    entered = [field.name for field in fields if field.editable and not field.primary_key]
    assert sorted(line.split("`")[1] for line in part.splitlines() if line.startswith("| `")) == sorted(entered)


def test_staff_only_fields_are_told_apart() -> None:
    staff = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `internal_note`")]
    assert len(staff) == 10
    assert all("| staff |" in line for line in staff)
