"""The page on which an officer sees what a file was taken for, and says which column is which field."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.laying import sheets_in
from cooperation.exchange.batches.looking import keep_problems
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.pages import address, context_of
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.batches.profiles import proposed_name, remember, shown_profile
from cooperation.exchange.batches.reading_beside import look_soon
from cooperation.exchange.batches.remarks import remarks_of
from cooperation.exchange.batches.rereading import read_anew
from cooperation.exchange.columns import Resource, Titles, nearest_column, sheet_names
from cooperation.exchange.decoding import ENCODINGS
from cooperation.exchange.delimited import DELIMITERS
from cooperation.exchange.numbered_rows import column_of
from cooperation.exchange.problems import RefusedError, letter_of, shortened
from cooperation.exchange.reading import Sheet
from cooperation.records.languages import page_language
from cooperation.records.resources import with_rows
from cooperation.records.widgets import cell_text
from cooperation.search.folding import fold
from cooperation.values.texts import normalise

OUT = "-"
FIXED = 3  # values for all rows that the page takes beyond those there are


@dataclass
class FileColumn:
    """A column of the file: `chosen` is a field's name, OUT, or "" where nobody has chosen; `how` says who did, and
    `unsure` that the officer should look."""

    letter: str
    title: str
    sample: str
    chosen: str = ""
    how: str = ""
    unsure: bool = False


@dataclass
class FileSheet:
    sheet: Sheet
    kind: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    columns: list[FileColumn] = field(default_factory=list)
    fixed: list[tuple[str, str]] = field(default_factory=list)
    month_first: bool = False
    needed: list[str] = field(default_factory=list)
    remark: dict[str, Any] = field(default_factory=dict)
    proposed_name: str = ""
    profile: dict[str, Any] = field(default_factory=dict)


def columns_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if not batch.is_open:
        return HttpResponseRedirect(address(batch))
    resources = {resource.sheet: resource for resource in with_rows(resources_of(batch.kind))}
    try:
        sheets = sheets_in(batch)
    except RefusedError as error:  # nothing of it can be read, so there are no columns
        keep_problems(batch, error.problems)
        return HttpResponseRedirect(address(batch))
    if request.method == "POST":
        if read_anew(request, batch):
            return HttpResponseRedirect(address(batch, "columns"))
        settled = take(request, batch, sheets, resources)
        look_soon(batch, request.user)
        return HttpResponseRedirect(address(batch, "change" if settled and not batch.problems else "columns"))
    choices = Choices.of(batch.choices)
    context = context_of(
        desk,
        request,
        batch,
        title=_("Columns of %(file)s") % {"file": batch.file_name},
        found=[file_sheet(batch, sheet, resources, choices) for sheet in sheets],
        encodings=[(name, words) for name, words in ENCODINGS.items() if sheets[0].encoding],
        delimiters=[(sign, words) for sign, words in DELIMITERS.items() if sheets[0].delimiter],
        kinds=[(name, kind_words(resource)) for name, resource in resources.items()],
        out=OUT,
    )
    return TemplateResponse(request, "admin/exchange/columns.html", context)


def kind_words(resource: Resource) -> str:
    return str(resource.model()._meta.verbose_name_plural)


def kind_of(sheet: Sheet, resources: dict[str, Resource], choices: Choices) -> str:
    """Return the register's name of the sheet, OUT where it is left out, "" where it is not known."""
    if (chosen := choices.sheets.get(sheet.label)) is not None:
        return chosen or OUT
    return next((name for name, one in resources.items() if fold(sheet.name) in sheet_names(one)), "")


def file_sheet(batch: ImportBatch, sheet: Sheet, resources: dict[str, Resource], choices: Choices) -> FileSheet:
    kind = kind_of(sheet, resources, choices)
    shown = FileSheet(sheet, kind, proposed_name=proposed_name(batch, sheet))
    shown.profile = shown_profile(choices.profiles.get(sheet.label))
    (remark,) = remarks_of([sheet], choices)
    shown.remark = remark | {"profile": shown.profile}
    if kind not in resources:
        return shown
    language = page_language()
    shown.fields = [(column.name, column.titles[language]) for column in resources[kind].columns()]
    shown.columns = file_columns(sheet, resources[kind], choices.columns.get(sheet.label, {}))
    shown.fixed = [*choices.fixed.get(sheet.label, {}).items(), *[("", "")] * FIXED]
    shown.month_first = choices.month_first.get(sheet.label, False)
    said = {column.chosen for column in shown.columns} | {name for name, __ in shown.fixed}
    shown.needed = [
        column.titles[language] for column in resources[kind].columns() if column.required and column.name not in said
    ]
    return shown


def file_columns(sheet: Sheet, resource: Resource, chosen: dict[str, str]) -> list[FileColumn]:
    titles = Titles.of(resource)
    known = titles.find(sheet.header)
    found = []
    for index, title in enumerate(sheet.header):
        sample = next(filter(None, map(cell_text, column_of(sheet.rows, index))), "")
        if not title and not sample:
            continue
        column = FileColumn(letter_of(index), title, shortened(sample))
        if column.letter in chosen:
            column.chosen, column.how = chosen[column.letter] or OUT, _("chosen")
        elif match := known.get(index):
            by_title = titles.is_title(title)
            column.chosen, column.how = match.name, _("by its title") if by_title else _("by a known synonym")
        elif near := nearest_column(title, titles.spellings):
            column.chosen, column.how, column.unsure = near.name, _("nearest: please check"), True
        else:
            column.how, column.unsure = _("please choose"), True
        found.append(column)
    return found


def take(request: HttpRequest, batch: ImportBatch, sheets: list[Sheet], resources: dict[str, Resource]) -> bool:
    """Keep what was chosen, and remember it for the next file; say whether every sheet's columns could be shown."""
    choices = Choices.of(batch.choices)
    settled = True
    for place, sheet in enumerate(sheets):
        before = kind_of(sheet, resources, choices)
        kind = str(request.POST.get(f"kind|{place}", before))
        if kind != OUT and kind not in resources:
            settled = False
            continue
        choices.sheets[sheet.label] = "" if kind == OUT else kind
        if kind == before and kind != OUT:
            choices.columns[sheet.label] = taken_columns(request, place, sheet, resources[kind])
            choices.fixed[sheet.label] = taken_fixed(request, place, resources[kind])
            choices.month_first[sheet.label] = request.POST.get(f"dates|{place}") == "month"
            name = normalise(request.POST.get(f"profile|{place}", ""), one_line=True).strip()
            by_name = kind_of(sheet, resources, Choices())
            remember(batch, sheet, choices, request.user, name, kind_chosen=kind != by_name)
        elif kind != before:
            choices.columns.pop(sheet.label, None)
            choices.fixed.pop(sheet.label, None)
            choices.month_first.pop(sheet.label, None)
            settled = settled and kind == OUT
    batch.choices, batch.notice = choices.stored(), []
    return settled


def taken_columns(request: HttpRequest, place: int, sheet: Sheet, resource: Resource) -> dict[str, str]:
    """Return letter → field as chosen, but for columns that are known by their titles."""
    known, names = Titles.of(resource).find(sheet.header), {column.name for column in resource.columns()}
    found = {}
    for index in range(len(sheet.header)):
        letter, match = letter_of(index), known.get(index)
        chosen = request.POST.get(f"column|{place}|{letter}", "")
        if chosen == OUT:
            found[letter] = ""
        elif chosen in names and not (match and match.name == chosen):
            found[letter] = str(chosen)
    return found


def taken_fixed(request: HttpRequest, place: int, resource: Resource) -> dict[str, str]:
    names = {column.name for column in resource.columns()}
    fields = request.POST.getlist(f"fixed|{place}")
    texts = request.POST.getlist(f"value|{place}")
    return {name: text.strip() for name, text in zip(fields, texts, strict=False) if name in names and text.strip()}
