"""Every text marked for translation, in code and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house.project_code import ROOT, register_files, tree

PLURAL = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
MARKERS = {"gettext", "gettext_lazy", "gettext_noop", *PLURAL, *CONTEXT}
MODULE = "django.utils.translation"
# As Django's templatize writes them.
IN_TEMPLATE = re.compile(r"\b(n?p?gettext|_)\((.*?)\)(?=\s|$)", re.DOTALL)

Text = tuple[str | None, str]
"""Context, if any, and the text; of a plural the singular."""


def aliases(syntax: ast.Module) -> dict[str, str]:
    """What the file calls gettext's functions: `{"_": "gettext_lazy"}`."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(syntax)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
        if alias.name in MARKERS
    }


def marked_in(syntax: ast.Module) -> Iterator[Text]:
    known = aliases(syntax)
    for node in ast.walk(syntax):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            yield text_of(known[node.func.id], node.args)


def text_of(marker: str, arguments: list[ast.expr]) -> Text:
    texts = [ast.literal_eval(argument) for argument in arguments[:2] if isinstance(argument, ast.Constant)]
    return (texts[0], texts[1]) if marker in CONTEXT else (None, texts[0])


def marked_in_template(path: Path) -> Iterator[Text]:
    for marker, arguments in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        call = ast.parse(f"f({arguments})", mode="eval").body
        assert isinstance(call, ast.Call)
        yield text_of(marker, call.args)


def code_files() -> list[Path]:
    return [*register_files(), *(ROOT / "config").glob("*.py")]


def template_files() -> list[Path]:
    return [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}]


def marked() -> dict[Text, str]:
    """Text → a file where it stands."""
    found = {text: str(path) for path in code_files() for text in marked_in(tree(path))}
    return found | {text: str(path) for path in template_files() for text in marked_in_template(path)}
