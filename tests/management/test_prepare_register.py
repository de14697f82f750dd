import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from cooperation.management.commands import prepare_register
from tests.sources.factories import SourceFactory


def prepare() -> str:
    out = StringIO()
    call_command("prepare_register", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_an_empty_register_is_filled_and_gets_its_first_accounts(stranger: Client) -> None:
    said = prepare()
    assert not prepare_register.register_is_empty()
    accounts = dict(re.findall(r"^  (\w+) +(\S+)$", said, re.MULTILINE))
    assert list(accounts) == ["officer", "editor", "administrator"]
    for username, password in accounts.items():
        user = User.objects.get(username=username)
        assert user.is_staff
        assert user.is_superuser is (username == "administrator")
        assert [group.name for group in user.groups.all()] == [username]
        assert user.check_password(password)


@pytest.mark.django_db
def test_a_second_time_changes_nothing_and_says_nothing() -> None:
    prepare()
    before = list(User.objects.values_list("username", "password"))
    assert prepare() == ""
    assert list(User.objects.values_list("username", "password")) == before


@pytest.mark.django_db
def test_a_register_in_use_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    SourceFactory()
    User.objects.create_user("somebody")
    assert prepare() == ""
    assert User.objects.count() == 1
