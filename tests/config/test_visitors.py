"""What every visitor meets: languages, the policy browsers are told, and the lock on the desk's door."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
@pytest.mark.parametrize(("preference", "home"), [("da", "/da/"), ("en-GB", "/en/"), ("fr", "/en/"), ("", "/en/")])
def test_the_root_leads_to_the_visitors_language(stranger: Client, preference: str, home: str) -> None:
    response = stranger.get("/", headers={"accept-language": preference})
    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == home


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/desk/login/", "/da/desk/login/", "/en/no-such-page/"])
def test_browsers_take_nothing_from_elsewhere(stranger: Client, address: str) -> None:
    policy = stranger.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_guessing_a_password_is_cut_short(officer: Client, stranger: Client, settings: Settings) -> None:
    address = "/en/desk/login/"
    wrong = {"username": "officer", "password": "a guess"}
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert stranger.post(address, wrong).status_code == HTTPStatus.OK
    refusal = stranger.post(address, wrong)
    assert refusal.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "locked here for a quarter of an hour" in refusal.text
    right = {"username": "officer", "password": "a password of officer"}
    assert stranger.post(address, right).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert stranger.post(address, right, REMOTE_ADDR="203.0.113.9").status_code == HTTPStatus.FOUND
