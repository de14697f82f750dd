"""Texts longer than a cell of Excel are refused where they are typed; those already there go out cut and marked."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils.translation import override

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet, read_path
from cooperation.exchange.undoing import undo
from cooperation.programmes.models import Programme
from cooperation.records.resources import with_rows
from cooperation.records.rows import Row
from cooperation.resources import RESOURCES
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder
from cooperation.values.long_texts import LONGEST, LongTextField, cell_length, cut_to_cell, refuse_too_long
from tests.desk.filling import errors_on, opened, saved
from tests.exchange import embassies
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, uploaded, words
from tests.house.kinds import MODELS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory

LONG = "Længde-" * 6858  # 48,006 characters
MARK = "… [cut: 48,006 characters; the whole text is in the JSON file]"
MARK_DA = "… [afkortet: 48.006 tegn; hele teksten er i JSON-filen]"
REFUSAL = "The text has 48,006 characters. Write 32,767 at most: a cell of Excel can hold no more."
CUT_REFUSAL = "The end of this text was cut when it was exported. Change it in its form, or import the whole text."


@pytest.mark.parametrize(
    ("text", "length"),
    [("a" * 32_767, 0), ("a" * 32_768, 32_768), ("😀" * 16_383, 0), ("😀" * 16_384, 32_768), ("å" * 32_767, 0)],
)
def test_a_text_is_as_long_as_excel_counts_it(text: str, length: int) -> None:
    if not length:
        refuse_too_long(text)
        assert cut_to_cell(text) == text
        return
    with pytest.raises(ValidationError):
        refuse_too_long(text)
    cut = cut_to_cell(text)
    assert cell_length(cut) in (LONGEST, LONGEST - 1)
    assert cut.endswith("… [cut: 32,768 characters; the whole text is in the JSON file]")
    assert text.startswith(cut.partition("…")[0])


long_fields = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.TextField) and field.editable
]


def test_every_long_text_is_among_them() -> None:
    assert len(long_fields) > 30
    assert {kind_id(model) for model, _name in long_fields if issubclass(model, Row)} >= {"Outcome", "Progress"}


@pytest.mark.parametrize(("model", "name"), long_fields, ids=[f"{kind_id(m)}.{name}" for m, name in long_fields])
def test_every_long_text_has_the_limit(model: type[models.Model], name: str) -> None:
    field: Any = model._meta.get_field(name)
    assert isinstance(field, LongTextField)
    field.run_validators("a" * LONGEST)
    with pytest.raises(ValidationError, match=REFUSAL):
        field.run_validators(LONG)


# Where it is typed


@pytest.mark.django_db
def test_a_form_refuses_it_with_the_limit(officer: Client) -> None:
    meeting: Any = MeetingFactory(state="draft")
    meeting.outcomes.create(kind="decided", text_en="An outcome")
    data = opened(officer, meeting) | {"summary_en": LONG, "outcomes-0-text_da": LONG, "internal_note": LONG}
    refusal = saved(officer, meeting, data)
    message = REFUSAL
    assert errors_on(refusal) == {"summary_en": [message], "internal_note": [message], "outcomes-0-text_da": [message]}
    meeting.refresh_from_db()
    assert meeting.summary_en != LONG


@pytest.mark.django_db
def test_a_form_says_so_in_danish(officer: Client) -> None:
    programme = ProgrammeFactory(state="draft")
    data = opened(officer, programme) | {"aims_da": LONG}
    with override("da"):
        refusal = saved(officer, programme, data)
    expected = "Teksten er på 48.006 tegn. Skriv højst 32.767: Der er ikke plads til flere i en celle i Excel."
    assert errors_on(refusal) == {"aims_da": [expected]}


@pytest.mark.django_db
def test_a_record_with_a_long_text_from_before_can_be_changed_elsewhere(officer: Client) -> None:
    programme = ProgrammeFactory(state="draft", summary_en=f"{LONG}\nend", title_en="Before")
    data = opened(officer, programme)
    sent = data | {"title_en": "After", "summary_en": data["summary_en"].replace("\n", "\r\n")}
    assert saved(officer, programme, sent).status_code == 302
    programme.refresh_from_db()
    assert (programme.title_en, len(programme.summary_en)) == ("After", len(data["summary_en"]))
    longer = opened(officer, programme) | {"summary_en": f"{LONG}and more"}
    assert list(errors_on(saved(officer, programme, longer))) == ["summary_en"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", [LONG, "😀" * 16_384])
def test_a_cell_is_refused_with_the_limit(officer: Client, text: str) -> None:
    header = ["Reference", "Kind", "Title (English)", "Summary (English)"]
    batch = uploaded(
        officer, csv_of(header, ["p-long", "fund", "Long", text], ["p-short", "fund", "Short", "a" * LONGEST])
    )
    assert [(outcome, row) for outcome, row, _name in rows_shown(officer, batch)] == [("refused", 2), ("new", 3)]
    length = "48,006" if text == LONG else "32,768"
    assert REFUSAL.replace("48,006", length) in words(officer.get(address(batch)))
    assert Programme.objects.count() == 0


# What is there already


@pytest.fixture
def long_record(db: None) -> Any:
    """As it may be in the register since before there was a limit."""
    programme = ProgrammeFactory(reference="p-long", title_en="Long", summary_en=LONG.strip())
    Programme.objects.filter(pk=programme.pk).update(aims_da=LONG)
    ProgrammeFactory(reference="p-other", title_en="Other", summary_en="Short")
    return programme


def cells_in(content: bytes, sheet: str = "programmes") -> dict[str, dict[str, Any]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))
    return {str(row[0]): dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "mark"), [("en", MARK), ("da", MARK_DA)])
def test_the_list_goes_out_with_the_text_cut_and_marked(
    stranger: Client, long_record: Any, language: str, mark: str
) -> None:
    answer = stranger.get(f"/{language}/programmes.xlsx")
    assert answer.status_code == 200
    cells = cells_in(answer.getvalue())
    assert list(cells) == ["p-long", "p-other"]
    found = next(value for name, value in cells["p-long"].items() if str(value).endswith(mark))
    assert len(found) <= LONGEST
    assert found == LONG[: LONGEST - len(mark)].rstrip() + mark


@pytest.mark.django_db
def test_other_formats_have_the_whole_text(stranger: Client, long_record: Any) -> None:
    record = next(one for one in stranger.get("/en/programmes.json").json()["results"] if one["reference"] == "p-long")
    assert record["aims_da"] == LONG
    assert LONG.strip() in stranger.get("/en/programmes.csv").getvalue().decode()


@pytest.mark.django_db
def test_an_exported_workbook_comes_back_unchanged(officer: Client, long_record: Any, tmp_path: Path) -> None:
    for language in ("en", "da"):
        path = tmp_path / f"{language}.xlsx"
        with override(language):
            call_command("export_register", path)
        batch = uploaded(officer, path.read_bytes(), kind="", name=path.name)
        assert batch.count("changed") == batch.count("refused") == batch.count("new") == 0
        assert batch.count("unchanged") == 2


def workbook_with(content: bytes, reference: str, **changes: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["programmes"]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == reference)
    for title, value in changes.items():
        row[titles.index(title)].value = value
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


@pytest.mark.django_db
def test_another_cell_of_the_row_is_changed_and_the_long_text_stays(
    editor: Client, long_record: Any, tmp_path: Path
) -> None:
    call_command("export_register", tmp_path / "register.xlsx")
    content = workbook_with((tmp_path / "register.xlsx").read_bytes(), "p-long", **{"Title (English)": "Retitled"})
    batch = bring_in(editor, uploaded(editor, content, kind="", name="register.xlsx"))
    assert (batch.count("changed"), batch.count("unchanged"), batch.count("refused")) == (1, 1, 0)
    long_record.refresh_from_db()
    assert (long_record.title_en, long_record.aims_da, long_record.summary_en) == ("Retitled", LONG, LONG.strip())


@pytest.mark.django_db
def test_a_cut_text_that_is_not_the_registers_is_refused(editor: Client, long_record: Any, tmp_path: Path) -> None:
    call_command("export_register", tmp_path / "register.xlsx")
    content = (tmp_path / "register.xlsx").read_bytes()
    changed = cells_in(content)["p-long"]["Aims (Danish)"].replace("Længde", "Laengde", 1)[-LONGEST:]
    batch = uploaded(editor, workbook_with(content, "p-long", **{"Aims (Danish)": changed}), "", "register.xlsx")
    assert (batch.count("refused"), batch.count("unchanged")) == (1, 1)
    assert CUT_REFUSAL in words(editor.get(address(batch)))
    Programme.objects.filter(pk=long_record.pk).update(aims_da="Short now")
    batch = uploaded(editor, content, "", "again.xlsx")
    assert batch.count("refused") == 1
    long_record.refresh_from_db()
    assert long_record.aims_da == "Short now"


@pytest.mark.django_db
def test_many_references_in_one_cell_are_cut_and_not_read_back(editor: Client, tmp_path: Path) -> None:
    partners = [PartnerFactory(reference=f"partner-{number:03}-{'x' * 65}") for number in range(450)]
    programme = ProgrammeFactory(reference="p-many")
    field = next(f for f in Programme._meta.many_to_many if f.related_model is type(partners[0]))
    getattr(programme, field.name).set(partners)
    call_command("export_register", tmp_path / "register.xlsx")
    content = (tmp_path / "register.xlsx").read_bytes()
    longest = max((str(value) for value in cells_in(content)["p-many"].values()), key=len)
    assert longest.endswith("characters; the whole text is in the JSON file]")
    batch = uploaded(editor, content, "", "register.xlsx")
    assert batch.count("refused") == 1
    assert CUT_REFUSAL in words(editor.get(address(batch)))
    assert getattr(programme, field.name).count() == 450


@pytest.mark.parametrize("model", [m for m in MODELS if not issubclass(m, Row)], ids=kind_id)
@pytest.mark.django_db
def test_an_exported_list_of_any_kind_holds_a_long_text(model: type[models.Model], administrator: Client) -> None:
    names = [name for each, name in long_fields if each is model]
    one = factory_of(model)()
    model._default_manager.filter(pk=one.pk).update(**dict.fromkeys(names, LONG))
    page = administrator.post(f"/en/desk/cooperation/{model._meta.model_name}/export/", {"format": "0"})
    assert page.streaming
    book = openpyxl.load_workbook(io.BytesIO(page.getvalue()))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) for cell in row]
    assert sum(cell.endswith(MARK) for cell in cells) == len(names)
    assert max(map(len, cells)) <= LONGEST


@pytest.mark.django_db
def test_a_workbook_for_an_embassy_comes_back_unchanged(editor: Client) -> None:
    activity = embassies.course()
    type(activity).objects.filter(pk=activity.pk).update(summary_en=LONG)
    book = embassies.opened(embassies.send(editor))
    row = embassies.keys(book)["activities"].index("course") + 2
    column = embassies.column(book, "activities", "Summary (English)")
    assert str(book["activities"].cell(row, column).value).endswith(MARK)
    type(activity).objects.filter(pk=activity.pk).update(summary_en="Shortened here meanwhile")
    assert embassies.counted(embassies.returned(editor, book)) == {}
    embassies.write(book, "activities", row, embassies.TITLE, "Changed there")
    batch = bring_in(editor, embassies.returned(editor, book, name="again.xlsx"))
    assert embassies.counted(batch) == {"changed": 1}
    activity.refresh_from_db()
    assert (activity.title_en, activity.summary_en) == ("Changed there", "Shortened here meanwhile")


@pytest.mark.django_db
def test_a_long_text_from_before_comes_back_unchanged_and_is_restored(long_record: Any, tmp_path: Path) -> None:
    call_command("export_register", str(tmp_path))
    plan = make_plan(read_path(tmp_path), with_rows(RESOURCES))
    assert ([str(problem) for problem in plan.problems], plan.counts()["changed"]) == ([], 0)

    recorder = Recorder(Action.Kind.IMPORT)
    header = ["Reference", "Title (Danish)"]
    sheet = Sheet("programmes", "programmes.csv", header, [(2, [long_record.reference, "Andet"])])
    carry_out(make_plan([sheet], with_rows(RESOURCES)), recorder)
    assert undo(recorder.action).put_back == [long_record.reference]
    long_record.refresh_from_db()
    assert long_record.summary_en == LONG.strip()
