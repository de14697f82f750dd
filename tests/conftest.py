import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

NO_CHROMIUM = "The browser tests did not run: no Chromium here. To run them: apt install chromium libatomic1; make test"
# Without these, Chromium calls its maker at every start; root may not use the sandbox, nor may a container.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

hypothesis_settings.register_profile("register", deadline=None)  # a busy machine is no mistake in the code
hypothesis_settings.load_profile("register")


def chromium() -> str | None:
    names = [os.environ.get("REGISTER_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are left out; on CI they fail instead. They go first, as they take longest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if chromium() or os.environ.get("CI"):
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("markexpr") == "not browser":
        return
    passed = [report for report in terminalreporter.getreports("passed") if "browser" in report.keywords]
    if passed:
        terminalreporter.write_line(f"In a browser: {len(passed)} passed.")
    if not chromium():
        terminalreporter.write_line(NO_CHROMIUM, yellow=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as everywhere: in memory, whoever reads while another writes is turned away."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "register.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, where Playwright would look for a download of its own."""
    # Playwright keeps an event loop in this thread, beside which Django refuses to ask the database unless told.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium()
    assert path, NO_CHROMIUM
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_FLAGS}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in Danish leaves its language to whatever runs next."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def person(role: str, *, is_superuser: bool = False) -> User:
    user = User.objects.create_user(role, password=f"a password of {role}", is_staff=True, is_superuser=is_superuser)
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# The cast. Every page is tried by the one who must not get in.


@pytest.fixture
def stranger() -> Client:
    """No account."""
    return Client()


@pytest.fixture
def reader(db: None) -> Client:
    """May look at everything on the desk, and change nothing."""
    return signed_in(person("reader"))


@pytest.fixture
def officer(db: None) -> Client:
    return signed_in(person("officer"))


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in(person("editor"))


@pytest.fixture
def administrator(db: None) -> Client:
    return signed_in(person("administrator", is_superuser=True))
