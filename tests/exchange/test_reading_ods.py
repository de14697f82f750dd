"""Texts of an ODS in which the fast reader would join the words around a tab or a line break."""

import pytest

from cooperation.exchange.reading import read_file
from tests.exchange.made_workbooks import ods


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ("<text:p>a<text:line-break/>b</text:p><text:p>c</text:p>", "a\nb\nc"),
        ('<text:p>a<text:tab/><text:s text:c="3"/>b<text:span>c<text:tab/>d</text:span></text:p>', "a\t   bc\td"),
        ("<office:annotation><text:p>a<text:tab/>note</text:p></office:annotation><text:p>a</text:p>", "a"),
        ("<text:p>a<text:tab/></text:p><office:annotation><text:p>note</text:p></office:annotation>", "a\t"),
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
    ],
)
def test_tabs_and_line_breaks_of_a_paragraph_are_read(inside: str, text: str) -> None:
    cell = '<table:table-cell office:value-type="string">{}</table:table-cell>'
    titles = cell.format("<text:p>Reference</text:p>") + cell.format("<text:p>Text</text:p>")
    row = cell.format("<text:p>x</text:p>") + cell.format(inside)

    (sheet,) = read_file(
        "a.ods", ods(f"<table:table-row>{titles}</table:table-row><table:table-row>{row}</table:table-row>")
    )

    assert list(sheet.rows) == [(2, ["x", text])]
