"""Which column is which field: found by title, shown, chosen by the officer and remembered."""

from typing import Any

import pytest
from django.test import Client

from cooperation.exchange.batches.models import ImportBatch, ImportProfile
from cooperation.models import Programme
from tests.exchange.uploads import address, bring_in, csv_of, upload, uploaded, words, workbook_of
from tests.funds.factories import FundFactory

pytestmark = pytest.mark.django_db

HEADER = ["Reference", "Titel (English)", "Genre", "Colour"]
FILE = csv_of(HEADER, ["hill", "Hill training", "project", "red"])


def choose(client: Client, batch: ImportBatch, **chosen: Any) -> Any:
    """Send the page as it stands, with some of it chosen anew."""
    page = client.get(address(batch, "columns"))
    data: dict[str, Any] = {}
    for place, found in enumerate(page.context["found"]):
        data |= {f"kind|{place}": found.kind, f"header|{place}": found.sheet.header_row}
        data |= {"encoding": found.sheet.encoding, "delimiter": found.sheet.delimiter}
        data |= {f"column|{place}|{column.letter}": column.chosen for column in found.columns}
        data[f"fixed|{place}"] = [name for name, __ in found.fixed]
        data[f"value|{place}"] = [text for __, text in found.fixed]
    named = {name.replace("__", "|"): value for name, value in chosen.items()}
    return client.post(address(batch, "columns"), data | named)


def columns_shown(client: Client, batch: ImportBatch, sheet: int = 0) -> list[tuple[str, str, str]]:
    found = client.get(address(batch, "columns")).context["found"][sheet]
    return [(column.letter, column.chosen, column.how) for column in found.columns]


def test_an_upload_with_unknown_columns_leads_to_their_page(officer: Client) -> None:
    assert upload(officer, FILE)["Location"].endswith("/columns/")
    batch = ImportBatch.objects.get()
    assert columns_shown(officer, batch) == [
        ("A", "reference", "by its title"),
        ("B", "title_en", "nearest: please check"),
        ("C", "", "please choose"),
        ("D", "", "please choose"),
    ]
    assert "Hill training" in words(officer.get(address(batch, "columns")))


def test_chosen_columns_are_taken_and_others_left_out(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    answer = choose(officer, batch, column__0__C="kind", column__0__D="-")
    assert answer["Location"] == address(batch)
    bring_in(officer, batch)
    programme = Programme.objects.get()
    assert (programme.title_en, programme.kind) == ("Hill training", "project")


def test_what_nobody_chose_is_asked_again(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    answer = choose(officer, batch, column__0__C="kind")
    assert answer["Location"] == address(batch, "columns")
    assert "column D “Colour”: unknown column" in words(officer.get(address(batch, "columns")))


def test_choices_are_remembered_for_the_next_file_with_the_header(officer: Client, editor: Client) -> None:
    choose(officer, uploaded(officer, FILE, name="embassy.csv"), column__0__C="kind", column__0__D="-")
    profile = ImportProfile.objects.get()
    assert (profile.name, profile.kind, profile.header) == ("embassy", "programme", HEADER)

    second = uploaded(editor, csv_of(HEADER, ["lake", "Lake", "project", "blue"]), name="next.csv")

    assert (second.problems, second.counts["new"]) == ([], 1)
    assert "Taken as in “embassy”." in words(editor.get(address(second, "columns")))


def test_a_mistake_in_a_chosen_column_bears_the_files_own_title(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, ["hill", "Hill", "projct", "red"]))
    choose(officer, batch, column__0__C="kind", column__0__D="-")
    (row,) = officer.get(address(batch)).context["shown"].rows
    assert [(problem["letter"], problem["column"]) for problem in row.problems] == [("C", "Genre")]


def test_one_value_is_given_to_all_rows(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Title (English)"], ["hill", "Hill"], ["lake", "Lake"]))
    choose(officer, batch, fixed__0=["kind", ""], value__0=["project", "without a field"])
    batch.refresh_from_db()
    assert batch.choices["fixed"] == {"programmes.csv": {"kind": "project"}}
    bring_in(officer, batch)
    assert set(Programme.objects.values_list("reference", "kind")) == {("hill", "project"), ("lake", "project")}


def test_a_matched_column_may_be_changed_or_left_out(officer: Client) -> None:
    header = ["Reference", "Title (English)", "Title (Danish)", "Kind"]
    batch = uploaded(officer, csv_of(header, ["hill", "Bakke", "Hill", "project"]))
    choose(officer, batch, column__0__B="title_da", column__0__C="title_en")
    bring_in(officer, batch)
    programme = Programme.objects.get()
    assert (programme.title_en, programme.title_da) == ("Hill", "Bakke")


def test_one_field_for_two_columns_is_refused(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    choose(officer, batch, column__0__C="kind", column__0__D="kind")
    assert "the sheet has this column twice" in words(officer.get(address(batch, "columns")))


def test_a_sheet_of_another_name_is_given_its_kind(officer: Client) -> None:
    lines = [["Reference", "Title (English)", "Kind"], ["hill", "Hill", "project"]]
    batch = uploaded(officer, workbook_of(Ark1=lines, Noter=[["Husk", "at"]]), "", "embassy.xlsx")
    assert batch.problems != []
    choose(officer, batch, kind__0="programmes", kind__1="-")
    choose(officer, batch)
    assert bring_in(officer, batch).counts["new"] == 1


def test_what_is_sent_by_hand_names_no_field_of_the_register(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    choose(officer, batch, kind__0="users", column__0__C="revision", fixed__0=["revision"], value__0=["7"])
    choose(officer, batch, column__0__C="revision", fixed__0=["revision"], value__0=["7"])
    batch.refresh_from_db()
    assert batch.choices["columns"]["programmes.csv"] == {"B": "title_en"}
    assert batch.choices["fixed"]["programmes.csv"] == {}


def test_once_a_file_is_in_its_columns_stay(officer: Client) -> None:
    batch = bring_in(
        officer, uploaded(officer, csv_of(["Reference", "Title (English)", "Kind"], ["a", "A", "project"]))
    )
    assert officer.get(address(batch, "columns"))["Location"] == address(batch)


def test_a_file_is_read_as_the_officer_says(officer: Client) -> None:
    content = "Note;Reference\nReference;Title (English);Kind\nhill;Høj;project\n".encode("cp1252")
    batch = uploaded(officer, content)
    page = words(officer.get(address(batch, "columns")))
    assert "Windows-1252" in page
    answer = choose(officer, batch, header__0="2")
    assert answer["Location"] == address(batch, "columns")
    choose(officer, batch)
    assert bring_in(officer, batch).state == ImportBatch.State.DONE
    assert Programme.objects.get().title_en == "Høj"


def test_what_cannot_be_read_so_stays_as_it_was(officer: Client) -> None:
    content = "Reference;Title (English);Kind\nhill;Høj;project\n".encode("cp1252")
    batch = uploaded(officer, content)
    choose(officer, batch, encoding="utf-8")
    page = words(officer.get(address(batch, "columns")))
    assert "it is not text in UTF-8" in page
    batch.refresh_from_db()
    assert (batch.choices["reading"], batch.counts["new"]) == ({}, 1)


def test_columns_are_found_by_words_that_can_only_mean_them(officer: Client) -> None:
    content = csv_of(
        ["Ref.", "Name", "Navn", "Type", "År", "Sagsbehandler"], ["hill", "Hill", "Bakke", "project", "2024", "AB"]
    )
    batch = uploaded(officer, content)
    assert columns_shown(officer, batch) == [
        ("A", "reference", "by a known synonym"),
        ("B", "title_en", "by a known synonym"),
        ("C", "title_da", "by a known synonym"),
        ("D", "kind", "by its title"),
        ("E", "period", "by a known synonym"),
        ("F", "owner", "by a known synonym"),
    ]
    page = officer.get(address(batch, "columns").replace("/en/", "/da/"))
    assert "efter et kendt synonym" in words(page)
    bring_in(officer, batch)
    assert list(Programme.objects.values_list("title_en", "title_da", "owner")) == [("Hill", "Bakke", "AB")]


def test_a_title_counts_before_a_synonym(officer: Client) -> None:
    batch = uploaded(
        officer, csv_of(["Ref.", "Reference", "Title (English)", "Kind"], ["7", "hill", "Hill", "project"])
    )
    assert columns_shown(officer, batch)[:2] == [
        ("A", "", "please choose"),
        ("B", "reference", "by its title"),
    ]


def test_synonyms_say_which_language_the_numbers_are_in(editor: Client) -> None:
    FundFactory(reference="peace")
    lines: list[list[Any]] = [
        ["Fond", "Nr.", "Engelsk titel", "Bevilling", "Trin"],
        ["peace", 1, "Linje", "1.500 kr.", "framework"],
    ]
    batch = uploaded(editor, workbook_of(funding_lines=lines), "fund", "funds.xlsx")
    (row,) = editor.get(address(batch)).context["shown"].rows
    assert [cell.new for cell in row.cells if cell.title == "Money"] == ["DKK 1,500"]


def test_what_is_only_near_is_asked(officer: Client) -> None:
    header = ["Reference", "Titel (English)", "Kind"]
    batch = uploaded(officer, csv_of(header, ["hill", "Hill", "project"]))
    assert (batch.fingerprint, columns_shown(officer, batch)[1]) == ("", ("B", "title_en", "nearest: please check"))
    choose(officer, batch)
    bring_in(officer, batch)
    assert Programme.objects.get().title_en == "Hill"


def test_what_new_records_need_is_said_before(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Colour"], ["hill", "red"]))
    assert "A new record also needs: Title (English), Kind." in words(officer.get(address(batch, "columns")))


def test_a_problem_names_the_row_in_which_the_header_stands(officer: Client) -> None:
    content = csv_of(
        ["Programmes of 2024", "", "", ""],
        [""] * 4,
        ["Reference", "Title (English)", "Kind", "Colour"],
        ["a", "A", "project", "x"],
    )
    batch = uploaded(officer, content)
    assert [problem["text"] for problem in batch.problems] == [
        "programmes.csv, row 3, column D “Colour”: unknown column"
    ]


def test_both_pages_say_how_the_file_was_read(officer: Client) -> None:
    lines = ["Programmes of 2024", "", "Reference;;Title (English);Kind", "hill;;Høj;project", "", "lake;;Sø;project"]
    batch = uploaded(officer, "\n".join(lines).encode("cp1252"))
    for page in ("change", "columns"):
        said = words(officer.get(address(batch, page)))
        assert "CSV in Windows-1252, columns parted by semicolons; header in row 3. 2 rows below the header." in said
        assert "It is not UTF-8 and was read as Windows-1252; look whether “Høj” is right." in said
        assert "Skipped: row 1 above the header, “Programmes of 2024”; 1 blank row; blank column B." in said
    bring_in(officer, batch)
    assert "header in row 3. 2 rows below the header." in words(officer.get(address(batch)))


def test_sheets_that_are_left_out_are_named(officer: Client) -> None:
    lines = [["Reference", "Title (English)", "Kind"], ["hill", "Hill", "project"]]
    batch = uploaded(officer, workbook_of(programmes=lines, Noter=[["Husk", "at"]]), "", "embassy.xlsx")
    page = words(officer.get(address(batch)))
    assert "header in row 1. The sheet has column titles and no rows. Left out of this import." in page
