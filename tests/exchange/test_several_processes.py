"""What only processes of their own can show, in small: `bench/kills.py` and `bench/concurrent.py` do it at length."""

import os
import re
import subprocess
import sys

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.exchange.batches.laying import lay
from tests.exchange.uploads import csv_of, uploaded


def told_by(tool: str, *arguments: str) -> str:
    """Run a tool on a database of its own, beside that of the tests; it fails where anything is lost."""
    command = [sys.executable, "-m", f"bench.{tool}", "--on", connection.vendor, *arguments]
    if connection.vendor == "postgresql":
        command += ["--postgresql", os.environ["DATABASE_URL"]]
    done = subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_killed_import_leaves_the_register_as_before_or_as_after_and_goes_on() -> None:
    told = told_by("kills", "--rounds", "5", "--rows", "900", "--forked")

    assert re.search(r": 5 kills .* 0 neither; 5 finished, ", told), told


def test_of_imports_at_once_none_is_lost_and_nobody_sees_an_error() -> None:
    told = told_by("concurrent", "--rounds", "1", "--records", "12")

    assert re.search(r": 4 in, .* 0 lost, 0 errors", told), told


def test_a_preview_reads_and_locks_nothing(officer: Client) -> None:
    """It asks for rows outside of any transaction, so on SQLite, too, others write while a file is looked over."""
    header = ["Reference", "Title (English)", "Kind"]
    batch = uploaded(officer, csv_of(header, ["hill", "Hill", "project"], ["dale", "Dale", "project"]))

    with CaptureQueriesContext(connection) as asked:
        laid = lay(batch, User.objects.get(username="officer"))

    assert laid.plan.counts()["new"] == 2
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]] == []
