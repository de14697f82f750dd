"""Every template compiles, ours and those of ours that stand in for a library's."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.house.project_code import ROOT

FOLDERS = [ROOT / "templates", *(ROOT / "cooperation").glob("**/templates")]
TEMPLATES = sorted(path.relative_to(folder) for folder in FOLDERS for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_template_compiles(template: Path) -> None:
    get_template(str(template))


def test_there_are_templates() -> None:
    assert Path("404.html") in TEMPLATES
