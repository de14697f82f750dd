"""What kinds of record share names none of them; or a change to one would be a change to all."""

import ast
import re
from collections.abc import Iterator

from tests.house.kinds import PACKAGES, RECORDS, ROWS, TERMS, stem
from tests.house.project_code import ROOT, register_files, tree
from tests.house.test_layers import ranks

SHARED = {room for room, height in ranks().items() if height < ranks()[PACKAGES[0]]}
MODELS = [model.__name__ for model in (*RECORDS, *ROWS, *TERMS) if model.__name__ != "Citation"]
STEMS = [stem(model) for model in (*RECORDS, *ROWS, *TERMS)]
NAMED = re.compile(
    rf"cooperation\.(?:{'|'.join(MODELS)})\b|cooperation:(?:{'|'.join(STEMS)})_|cooperation/(?:{'|'.join(STEMS)})_"
)

# (path, what is named) → why
MAY_NAME: dict[tuple[str, str], str] = {
    ("cooperation/records/models.py", "cooperation.Area"): "every record has areas",
    ("cooperation/records/citations.py", "cooperation.Source"): "a citation is of a source",
}


def names_in(syntax: ast.Module) -> Iterator[str]:
    """What is named in a text; that nothing is imported, test_layers.py holds."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from NAMED.findall(node.value)


def test_the_machinery_names_no_kind_of_record() -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in register_files()
        if path.relative_to(ROOT).parts[1] in SHARED
        for name in names_in(tree(path))
    }
    assert found == set(MAY_NAME)


def test_the_rule_sees_a_name() -> None:
    for source in (
        'ForeignKey("cooperation.Meeting")',
        'reverse("cooperation:fund_list")',
        "'cooperation/meeting_list.html'",
    ):
        assert list(names_in(ast.parse(source))), source
    assert not list(names_in(ast.parse('reverse("cooperation:home")')))
