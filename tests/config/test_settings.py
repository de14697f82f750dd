import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(settings.BASE_DIR) / "config" / "settings.py"


@pytest.fixture(autouse=True)
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEBUG", "HTTPS", "PROXY_COUNT", "PROXY_ADDRESSES", "LOG_LEVEL"):
        monkeypatch.delenv(f"REGISTER_{name}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("REGISTER_ENV_FILE", "")
    monkeypatch.setenv("REGISTER_SECRET_KEY", "k" * 50)
    monkeypatch.setenv("REGISTER_ALLOWED_HOSTS", "register.example.org")


def started() -> dict[str, Any]:
    return runpy.run_path(str(SETTINGS))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REGISTER_SECRET_KEY", ""),
        ("REGISTER_SECRET_KEY", "short"),
        ("REGISTER_ALLOWED_HOSTS", ""),
        ("REGISTER_DEBUG", "maybe"),
        ("REGISTER_HTTPS", ""),
        ("REGISTER_PROXY_COUNT", "-1"),
        ("REGISTER_PROXY_COUNT", "two"),
        ("REGISTER_PROXY_ADDRESSES", "proxy.example.org"),
        ("REGISTER_PROXY_ADDRESSES", "127.0.0.1,10.0.0.1/24"),
        ("REGISTER_PROXY_ADDRESSES", "*"),
        ("REGISTER_LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "oracle://elsewhere"),
        ("DATABASE_URL", "postgres://[elsewhere"),
        ("REGISTER_ENV_FILE", "no-such-file.env"),
    ],
)
def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        started()


@pytest.mark.parametrize("name", ["REGISTER_SECRET_KEY", "REGISTER_ALLOWED_HOSTS"])
def test_what_has_no_working_default_is_asked_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=name):
        started()


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTER_DEBUG", "maybe")
    monkeypatch.setenv("REGISTER_PROXY_COUNT", "two")
    with pytest.raises(ImproperlyConfigured, match=r"(?s)REGISTER_DEBUG.*REGISTER_PROXY_COUNT"):
        started()


def test_it_is_safe_unless_told_otherwise() -> None:
    register = started()
    assert register["DEBUG"] is False
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"):
        assert register[name]
    assert register["SECURE_PROXY_SSL_HEADER"] is None
    assert [str(network) for network in register["PROXY_NETWORKS"]] == ["127.0.0.1/32", "::1/128"]
    assert "unsafe" not in str(register["CONTENT_SECURITY_POLICY"])


def test_https_can_be_left_off_on_a_machine_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTER_HTTPS", "off")
    register = started()
    assert not register["SECURE_SSL_REDIRECT"]
    assert not register["SECURE_HSTS_SECONDS"]


def test_a_database_is_chosen_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert started()["DATABASE"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    monkeypatch.setenv("DATABASE_URL", "postgres://register@127.0.0.1/register")
    assert started()["DATABASE"]["ENGINE"] == "django.db.backends.postgresql"


def test_the_example_names_every_variable() -> None:
    example = (Path(settings.BASE_DIR) / ".env.example").read_text(encoding="utf-8")
    variable = r"REGISTER_[A-Z_]+|DATABASE_URL(?==|\")"
    assert set(re.findall(variable, example)) == set(re.findall(variable, SETTINGS.read_text(encoding="utf-8")))
