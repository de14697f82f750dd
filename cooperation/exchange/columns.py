"""Which sheet is which kind of record, and which column which field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cooperation.exchange.numbered_rows import NumberedRow, NumberedRows, column_of
from cooperation.exchange.problems import Problem, letter_of
from cooperation.exchange.reading import Sheet
from cooperation.records.columns import Column
from cooperation.records.languages import page_language
from cooperation.records.resources import DocumentResource, RowResource
from cooperation.records.synonyms import spelled, words_for
from cooperation.records.widgets import DayWidget
from cooperation.search.folding import fold
from cooperation.search.nearest import nearest
from cooperation.values.month_first import MonthFirst
from cooperation.values.title_units import unit_in_title
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget

Resource = type[DocumentResource]


@dataclass(frozen=True)
class ChosenSheet(Sheet):
    """A sheet as somebody wants it taken.

    `chosen` is letter → field name, "" to leave the column out; `month_first` says that 04/05/2015 is 5 April there;
    `resource` is its kind of record where its name need not say it.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False
    resource: Resource | None = None


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet whose kind of record and columns are known. `language` is that of its titles, `en` or `da`."""

    sheet: Sheet
    resource: Resource
    columns: dict[int, Column]
    language: str

    def language_at(self, index: int) -> str:
        """Return the language of one column's title, or of its unit; that of the sheet where these don't tell."""
        title = self.sheet.header[index]
        languages = title_languages(title, self.columns[index], self.resource) or unit_in_title(title).languages
        return next(iter(languages)) if len(languages) == 1 else self.language

    def place(self, column: Column) -> tuple[str, str]:
        """Return title and letter of a column; no letter where the file has no such column."""
        for index, candidate in self.columns.items():
            if candidate is column:
                return self.sheet.header[index], letter_of(index)
        return column.titles[self.language], ""


def sheet_names(resource: Resource) -> set[str]:
    """Return what a sheet of this kind may be called: its own name, or the kind's plural in either language."""
    names = {fold(resource.sheet)}
    for language in ("en", "da"):
        with translation.override(language):
            names.add(fold(str(resource.model()._meta.verbose_name_plural)))
    return names


def match_sheets(
    sheets: Iterable[Sheet], resources: Iterable[Resource]
) -> tuple[list[MatchedSheet], list[Problem], list[str]]:
    """Find each sheet's kind and columns; return the matched sheets, what is wrong, and the sheets left out."""
    by_name = {name: resource for resource in resources for name in sheet_names(resource)}
    matched, problems, left_out = [], [], []
    for sheet in sheets:
        chosen = sheet.resource if isinstance(sheet, ChosenSheet) else None
        resource = chosen or by_name.get(fold(sheet.name))
        if resource:
            found, wrong = match_columns(sheet, resource)
            matched.append(found)
            problems += wrong
        elif near := nearest(fold(sheet.name), by_name, least=0.8):
            message = _("the register has no sheet of this name; nearest: %(names)s") % {
                "names": by_name[near[0]].sheet
            }
            problems.append(Problem(sheet.label, message))
        else:
            left_out.append(sheet.label)
    if not matched and not problems:
        known = ", ".join(resource.sheet for resource in resources)
        problems.append(
            Problem(", ".join(left_out), _("no sheet of the register; its sheets are: %(names)s") % {"names": known})
        )
    return matched, problems, left_out


def taken_for(sheets: list[Sheet], resource: Resource) -> list[Sheet]:
    """Take a file's only sheet for this kind of record, unless its name is that of the kind or of its child rows."""
    known = {name for own in (resource, *resource.row_resources()) for name in sheet_names(own)}
    if len(sheets) == 1 and fold(sheets[0].name) not in known:
        return [replace(sheets[0], name=resource.sheet)]
    return sheets


def spellings_of(resource: Resource) -> dict[str, Column]:
    """Return the columns by every title that is theirs, folded: field name, title in English and in Danish."""
    spellings = {fold(column.name): column for column in resource.columns()}
    return spellings | {fold(title): column for column in resource.columns() for title in column.titles.values()}


def former_titles_of(resource: Resource) -> dict[str, Column]:
    """Return the columns by the titles they had in files that were sent out earlier, folded."""
    known = [(column, words_for(column.name, resource.synonyms)) for column in resource.columns()]
    return {fold(title): column for column, also in known for title in also.all_former()}


def synonyms_of(resource: Resource) -> dict[str, Column]:
    """Return the columns by every other word that can only mean them."""
    known = [(column, words_for(column.name, resource.synonyms)) for column in resource.columns()]
    return {spelled(word): column for column, also in known for word in also.all_words()}


@dataclass(frozen=True)
class Titles:
    """What a kind's columns are called. `spellings` are their titles and field names, `former` their earlier titles,
    `synonyms` other words. Only a former title may be the name of another column, too."""

    spellings: dict[str, Column]
    former: dict[str, Column]
    synonyms: dict[str, Column]

    @classmethod
    def of(cls, resource: Resource) -> "Titles":
        return cls(spellings_of(resource), former_titles_of(resource), synonyms_of(resource))

    def is_title(self, title: str) -> bool:
        """Whether it is a field name or a title, now or formerly, and not only a synonym."""
        return fold(title) in self.spellings or fold(title) in self.former

    def find(self, header: Sequence[str]) -> dict[int, Column]:
        """Return the column that each title means. A title counts before a synonym, and both before a title with a
        unit, such as “Value (EUR)”; what is only near never does."""
        former = {place for place, title in enumerate(header) if fold(title) in self.former}
        found = {
            place: column
            for place, title in enumerate(header)
            if place not in former and (column := self.spellings.get(fold(title)))
        }
        found |= {place: self.find_former(header[place], list(found.values())) for place in former}
        titled = set(map(id, found.values()))
        for place, title in enumerate(header):
            column = self.synonyms.get(spelled(title))
            if place not in found and column and id(column) not in titled:
                found[place] = column
        for place, title in enumerate(header):
            column = self.find_without_unit(title)
            if place not in found and column and id(column) not in titled:
                found[place] = column
        return found

    def find_without_unit(self, title: str) -> Column | None:
        """Return the column of amounts whose title this is, but for a currency or a scale."""
        unit = unit_in_title(title)
        for name in unit.names:
            column = self.spellings.get(fold(name)) or self.synonyms.get(spelled(name))
            if column and isinstance(column.widget, MoneyWidget if unit.currency else MoneyWidget | QuantityWidget):
                return column
        return None

    def find_former(self, title: str, taken: Sequence[Column]) -> Column:
        """Return the column of a former title, or the one that has it as its name now.

        The latter where it is exactly the field's name; either where the other has a column of its own in the sheet.
        """
        columns = [self.former[fold(title)], *filter(None, [self.spellings.get(fold(title))])]
        columns.sort(key=lambda column: column.name != title)
        return next((column for column in columns if column not in taken), columns[0])


def match_columns(sheet: Sheet, resource: Resource) -> tuple[MatchedSheet, list[Problem]]:
    """Match a header with the resource's columns, by what was chosen or else by the titles."""
    titles = Titles.of(resource)
    by_title = titles.find(sheet.header)
    by_name = {column.name: column for column in resource.columns()}
    chosen = sheet.chosen if isinstance(sheet, ChosenSheet) else {}
    columns: dict[int, Column] = {}
    problems = []
    for index, title in enumerate(sheet.header):
        name = chosen.get(letter_of(index))
        if name == "":
            continue
        column = by_name.get(name) if name else by_title.get(index)
        if column and column not in columns.values():
            columns[index] = column
        elif title or any(cell not in ("", None) for cell in column_of(sheet.rows, index)):
            message = column_message(title, column, titles.spellings)
            place = (sheet.header_row, title or _("no title"), letter_of(index))
            problems.append(Problem(sheet.label, message, *place))
    if isinstance(sheet, ChosenSheet) and sheet.month_first:
        sheet = replace(sheet, rows=with_month_first(sheet.rows, columns))
    matched = MatchedSheet(sheet, resource, columns, language_of(sheet.header, columns, resource))
    return matched, [*problems, *missing_keys(matched)]


def with_month_first(rows: Sequence[NumberedRow], columns: Mapping[int, Column]) -> NumberedRows:
    """Mark the texts in columns of dates as having the month first."""
    width = max((len(row) for __, row in rows), default=0)
    found = [column_of(rows, place) for place in range(width)]
    for place, column in columns.items():
        if place < width and isinstance(column.widget, PartialDateWidget | DayWidget):
            found[place] = [MonthFirst(cell) if type(cell) is str else cell for cell in found[place]]
    return NumberedRows([number for number, __ in rows], [list(cells) for cells in found])


def column_message(title: str, column: Column | None, spellings: dict[str, Column]) -> str:
    if column:
        return _("the sheet has this column twice")
    if not title:
        return _("the column has no title")
    message = _("unknown column")
    if near := nearest_column(title, spellings):
        message += "; " + _("nearest: %(names)s") % {"names": near.titles[page_language()]}
    return message


def nearest_column(title: str, spellings: Mapping[str, Column]) -> Column | None:
    near = nearest(fold(title), spellings)
    return spellings[near[0]] if near else None


def missing_keys(matched: MatchedSheet) -> list[Problem]:
    resource = matched.resource
    keys = resource.parent_fields() if issubclass(resource, RowResource) else ("reference",)
    present = {column.name for column in matched.columns.values()}
    return [
        Problem(
            matched.sheet.label, _("the key column “%(title)s” is missing") % {"title": column.titles[matched.language]}
        )
        for column in resource.columns()
        if column.name in keys and column.name not in present
    ]


def language_of(header: list[str], columns: dict[int, Column], resource: Resource) -> str:
    """Return the language most titles are in; English where they are as much the one as the other."""
    votes: Counter[str] = Counter()
    for index, column in columns.items():
        votes.update(title_languages(header[index], column, resource))
    return "da" if votes["da"] > votes["en"] else "en"


def title_languages(title: str, column: Column, resource: Resource) -> set[str]:
    """Return the languages in which a column is called so, without the unit that the title may name."""
    also = words_for(column.name, resource.synonyms)
    names = {spelled(name) for name in (title, *unit_in_title(title).names)}
    return {
        language
        for language, own_title in column.titles.items()
        if not names.isdisjoint(map(spelled, (own_title, *also.words(language), *also.former(language))))
    }


def cell_at(row: list[Any], index: int) -> Any:
    return row[index] if index < len(row) else None
