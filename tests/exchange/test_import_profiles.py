"""Import profiles: what was chosen for a header, kept for the next file, on pages of their own."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from cooperation.exchange.batches.models import ImportProfile
from cooperation.models import Programme
from tests.conftest import signed_in
from tests.exchange.test_batch_columns import FILE, HEADER, choose
from tests.exchange.uploads import address, csv_of, uploaded, words

pytestmark = pytest.mark.django_db

LIST = "admin:cooperation_importprofile_changelist"


@pytest.fixture
def profile(officer: Client) -> ImportProfile:
    batch = uploaded(officer, FILE, name="embassy.csv")
    named = {"profile__0": "Embassy Belgrade", "fixed__0": ["status", ""], "value__0": ["planned", ""]}
    choose(officer, batch, column__0__C="kind", column__0__D="-", **named)
    found: ImportProfile = ImportProfile.objects.get()
    return found


def page_of(profile: ImportProfile, page: str = "change") -> str:
    return reverse(f"admin:cooperation_importprofile_{page}", args=[profile.pk])


def test_a_profile_is_named_where_it_is_first_kept(officer: Client, profile: ImportProfile) -> None:
    assert (profile.name, profile.changed_by_name) == ("Embassy Belgrade", "officer")
    batch = uploaded(officer, csv_of(HEADER, ["lake", "Lake", "project", "blue"]), name="next.csv")
    for page in ("change", "columns"):
        answer = officer.get(address(batch, page))
        assert "Taken as in “Embassy Belgrade”." in words(answer)
        assert page_of(profile) in answer.content.decode()
    assert "Remember this header as" not in words(officer.get(address(batch, "columns")))


def test_the_list_tells_of_each_profile(officer: Client, profile: ImportProfile) -> None:
    page = words(officer.get(reverse(LIST)))
    assert "Embassy Belgradeprogrammesprogrammes" + ", ".join(HEADER) + "officer" in page


def test_a_profile_tells_what_it_does(officer: Client, profile: ImportProfile) -> None:
    page = words(officer.get(page_of(profile)))
    assert "Reference → Reference" in page
    assert "Titel (English) → Title (English)" in page
    assert "Genre → Kind" in page
    assert "Colour → left out" in page
    assert "How the file is read: as the reader finds it" in page


def test_a_profile_is_renamed_and_its_values_changed(editor: Client, profile: ImportProfile) -> None:
    editor.post(page_of(profile), {"name": "Belgrade", "fixed_status": "completed"})
    profile.refresh_from_db()
    assert (profile.name, profile.fixed, profile.changed_by_name) == ("Belgrade", {"status": "completed"}, "editor")
    batch = uploaded(editor, csv_of(HEADER, ["lake", "Lake", "project", "blue"]), name="next.csv")
    assert batch.choices["fixed"] == {"next.csv": {"status": "completed"}}
    editor.post(page_of(profile), {"name": "Belgrade", "fixed_status": " "})
    profile.refresh_from_db()
    assert profile.fixed == {}


def test_a_profile_is_deleted_once_that_is_confirmed(officer: Client, profile: ImportProfile) -> None:
    batch = uploaded(officer, csv_of(HEADER, ["lake", "Lake", "project", "blue"]), name="next.csv")
    assert "Are you sure" in words(officer.get(page_of(profile, "delete")))
    officer.post(page_of(profile, "delete"), {"post": "yes"})
    assert not ImportProfile.objects.exists()
    assert "Taken as in “Embassy Belgrade”, an import profile that is deleted now." in words(
        officer.get(address(batch))
    )


def test_a_profile_is_seen_by_those_who_may_import_its_kind(
    reader: Client, stranger: Client, profile: ImportProfile
) -> None:
    user = User.objects.create_user("activities-only", is_staff=True)
    wanted = ["add_activity", "change_activity", "view_activity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    other = signed_in(user)
    assert "Embassy Belgrade" not in words(other.get(reverse(LIST)))
    for client in (other, reader):
        for page in ("change", "delete"):
            assert client.get(page_of(profile, page)).status_code in (302, 403)
        client.post(page_of(profile, "delete"), {"post": "yes"})
        client.post(page_of(profile), {"name": "Taken"})
    assert reverse("admin:login") in stranger.get(page_of(profile))["Location"]
    profile.refresh_from_db()
    assert profile.name == "Embassy Belgrade"


def test_what_was_chosen_of_the_file_is_remembered(officer: Client) -> None:
    """The letters are guessed wrong, and a line above the header is wider than it."""
    lines = "Rapport fra 2014;a;b;c;d;e;f\nRef.;Navn;Genre\nhill;Høj;project\n"
    first = uploaded(officer, lines.encode("cp1252"), name="2014.csv")
    choose(officer, first, header__0="2")
    choose(officer, first, column__0__B="title_en", column__0__C="kind")
    profile = ImportProfile.objects.get()
    assert (profile.reading, profile.columns) == ({"header_row": 2}, {"B": "title_en", "C": "kind"})

    content = lines.replace("2014", "2015").replace("hill", "lake").encode("cp1252")
    second = uploaded(officer, content, name="2015.csv")
    assert (second.problems, second.counts["new"]) == ([], 1)
    assert "header in row 2" in words(officer.get(address(second)))
    assert "header in row 2" in words(officer.get(page_of(profile)))


def test_the_encoding_chosen_is_remembered(officer: Client) -> None:
    content = "Reference;Title (English);Kind\nhill;H\xc3\xb8j;project\n"
    first = uploaded(officer, content.encode("latin-1"))
    choose(officer, first, encoding="cp1252")
    choose(officer, first)
    second = uploaded(officer, content.replace("hill", "lake").encode("latin-1"))
    assert second.choices["reading"] == {"encoding": "cp1252"}
    assert "Windows-1252" in words(officer.get(address(second)))


def test_a_file_that_only_begins_like_one_remembered_is_read_by_itself(officer: Client) -> None:
    lines = "Rapport fra 2014;a;b;c;d;e;f\nRef.;Navn;Genre\nhill;Hill;project\n"
    first = uploaded(officer, lines.encode(), name="2014.csv")
    choose(officer, first, header__0="2")
    choose(officer, first, column__0__B="title_en", column__0__C="kind")
    second = uploaded(officer, lines.replace("Genre", "Colour").encode(), name="2015.csv")
    assert second.choices["reading"] == {}
    assert Programme.objects.count() == 0


def test_the_last_use_is_told(officer: Client, profile: ImportProfile) -> None:
    before = profile.used_at
    uploaded(officer, csv_of(HEADER, ["lake", "Lake", "project", "blue"]), name="next.csv")
    profile.refresh_from_db()
    assert before is not None
    assert profile.used_at is not None
    assert profile.used_at > before
