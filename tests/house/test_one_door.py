"""One door to the public, one document: neither is written a second time."""

import ast
from collections.abc import Iterator

from tests.house.project_code import ROOT, register_files, tree

HOME = "cooperation/records/"

# path → why it names the published state
NAMES_PUBLISHED: dict[str, str] = {
    "cooperation/sources/models.py": "a rule about the state itself: only a source that may be published can be",
    "cooperation/desk/states.py": "brings records into the state, and shows nobody anything",
    "cooperation/revisions/publication.py": "asks the history whether a withdrawn record was ever public, to say less",
    "cooperation/exchange/batches/new_records.py": "brings records into the state, and shows nobody anything",
}
# path → why it writes or reads spreadsheets or makes resources
KNOWS_SPREADSHEETS: dict[str, str] = {}
SPREADSHEETS = {"csv", "openpyxl", "tablib", "python_calamine", "odf"}
LIBRARY = "import_export.resources"


def outside(*homes: str) -> Iterator[tuple[str, ast.Module]]:
    for path in register_files():
        name = str(path.relative_to(ROOT))
        if not name.startswith(homes):
            yield name, tree(path)


def names_published(node: ast.AST) -> bool:
    """`State.PUBLISHED`, `state="published"`, `{"state": "published"}`, `state == "published"`."""
    match node:
        case ast.Attribute(value=ast.Name(id="State"), attr="PUBLISHED"):
            return True
        case ast.keyword(arg=str(name), value=ast.Constant(value="published")):
            return name.split("__")[0] == "state" or name.endswith("__state")
        case ast.Dict():
            pairs = zip(node.keys, node.values, strict=True)
            return any(is_text(k, "state") and is_text(v, "published") for k, v in pairs)
        case ast.Compare(left=ast.Attribute(attr="state")):
            return any(is_text(other, "published") for other in node.comparators)
    return False


def is_text(node: ast.AST | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def libraries(syntax: ast.Module) -> set[str]:
    """The libraries a file imports, by the name of their first package; resources of import-export by their module."""
    whole = set()
    for node in ast.walk(syntax):
        if isinstance(node, ast.Import):
            whole |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole.add(node.module)
    return {LIBRARY if name == LIBRARY else name.split(".")[0] for name in whole}


def test_the_published_state_is_named_in_one_place() -> None:
    """Everybody else asks `published()` or `is_published`."""
    naming = {name for name, syntax in outside(HOME) if any(names_published(node) for node in ast.walk(syntax))}
    assert naming == set(NAMES_PUBLISHED)


def test_templates_ask_whether_a_record_is_published() -> None:
    asking = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if 'state == "published"' in path.read_text(encoding="utf-8")
    ]
    assert asking == []


def test_spreadsheets_are_written_and_read_in_one_place() -> None:
    knowing = {
        name
        for name, syntax in outside(HOME, "cooperation/exchange/")
        if libraries(syntax) & (SPREADSHEETS | {LIBRARY})
    }
    assert knowing == set(KNOWS_SPREADSHEETS)


def test_the_rule_sees_a_second_door() -> None:
    doors = [
        "Meeting.objects.filter(state=State.PUBLISHED)",
        'Meeting.objects.filter(state="published")',
        'Row.objects.filter(meeting__state="published")',
        'Meeting.objects.filter(**{"state": "published"})',
        'meeting.state == "published"',
    ]
    for door in doors:
        assert any(names_published(node) for node in ast.walk(ast.parse(door))), door
    assert not any(names_published(node) for node in ast.walk(ast.parse('source.order_by("published")')))
