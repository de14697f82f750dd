"""How the desk looks: its colours, its languages, and what browsers are told."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cooperation.records.models import State
from tests.desk.filling import change_address
from tests.meetings.factories import MeetingFactory

STATIC = Path(settings.BASE_DIR) / "static"
DECLARED = re.compile(r"(--[a-z-]+): (#[0-9a-f]+);")


def colours(sheet: str, selector: str) -> dict[str, str]:
    """The colours that stand in the first block of the selector."""
    block = sheet.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(DECLARED.findall(block))


def test_the_theme_switch_has_the_colours_of_the_public_pages() -> None:
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    themes = (STATIC / "desk" / "themes.css").read_text(encoding="utf-8")
    light = colours(tokens, ":root")
    dark = colours(tokens.split("@media (prefers-color-scheme: dark)", 1)[1], ":root")
    assert light
    assert light.keys() == dark.keys()
    assert colours(themes, 'html[data-theme="light"]') == light
    assert colours(themes, 'html[data-theme="dark"]') == dark


@pytest.mark.django_db
def test_no_script_or_style_of_ours_stands_in_the_page(officer: Client) -> None:
    """Browsers are told to run none that does."""
    page = officer.get(change_address(MeetingFactory(state=State.DRAFT)))
    assert "default-src 'self'" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert "desk/names.js" in text
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.django_db
def test_the_switch_of_languages_stays_on_the_page(officer: Client) -> None:
    meeting = MeetingFactory(title_en="The talks", title_da="Samtalerne")
    page = officer.get(change_address(meeting)).content.decode()
    danish = f"/da/desk/cooperation/meeting/{meeting.pk}/change/"
    assert f'<a href="{danish}" lang="da" hreflang="da">Dansk</a>' in page
    assert "Samtalerne" in officer.get(danish).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Log in to the desk", "Username"]), ("da", ["Log ind på skrivebordet", "Brugernavn"])],
)
def test_the_login_speaks_both_languages(language: str, words: list[str], stranger: Client) -> None:
    page = stranger.get(f"/{language}/desk/login/").content.decode()
    assert [word for word in words if word not in page] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "word"), [("en", "Cooperation register: the desk"), ("da", "Samarbejdsregistret: skrivebordet")]
)
def test_the_desk_bears_its_name(language: str, word: str, officer: Client) -> None:
    assert word in officer.get(f"/{language}/desk/").content.decode()


@pytest.mark.django_db
def test_whoever_guesses_is_locked_out(stranger: Client) -> None:
    guess = {"username": "officer", "password": "wrong"}
    answers = [stranger.post(reverse("admin:login"), guess) for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
