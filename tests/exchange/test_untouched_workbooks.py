"""What goes out and comes back as a program saves it that nobody typed anything in changes nothing.

`bench/workbooks.py` does the same with every partner, and with LibreOffice.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from cooperation.exchange.packing.csv_files import danish_csv_parts
from cooperation.exchange.reading import read_file, read_path
from cooperation.exchange.writing import ods_bytes, sheets_of, write_path
from cooperation.models import Partner
from cooperation.records.models import record_models
from cooperation.records.resources import resource_of, with_rows
from cooperation.resources import RESOURCES
from tests.exchange.embassies import PROGRAMS, outcome, returned, send
from tests.exchange.odd_records import odd_partner
from tests.exchange.spreadsheets import planned

pytestmark = pytest.mark.django_db

KINDS = [str(model._meta.model_name) for model in record_models()]


@pytest.fixture
def odd(db: None) -> Partner:
    return odd_partner()


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("language", ["en", "da"])
def test_a_workbook_of_all_kinds_with_odd_values(
    administrator: Client, odd: Partner, language: str, program: Callable[[bytes], bytes]
) -> None:
    sent = send(administrator, odd.reference, kinds=KINDS, language=language)
    rows = {name: count for name, count in sent.counts if count}
    assert set(rows) == {resource.sheet for resource in with_rows(map(resource_of, record_models()))}

    batch = returned(administrator, program(bytes(sent.content)))

    assert (batch.sent, outcome(batch)) == (sent, {"unchanged": sent.rows, "problems": []})


@pytest.mark.parametrize("name", ["register", "register.xlsx", "register.ods", "register.zip"])
def test_all_lists_with_odd_values(tmp_path: Path, odd: Partner, name: str) -> None:
    write_path(tmp_path / name, sheets_of(RESOURCES))

    plan = planned(*read_path(tmp_path / name))

    assert plan.problems == []
    assert plan.counts() == {"unchanged": sum(map(len, sheets_of(RESOURCES))), "removed": 0}


def test_all_lists_as_danish_excel_opens_them(odd: Partner) -> None:
    for sheet in sheets_of(RESOURCES):
        if len(sheet):
            plan = planned(*read_file(f"{sheet.name}.csv", b"".join(danish_csv_parts(sheet))))
            assert (plan.problems, plan.counts()) == ([], {"unchanged": len(sheet), "removed": 0})


def test_days_that_programs_number_differently_are_text_in_an_ods(odd: Partner) -> None:
    """LibreOffice numbers days before March 1900 by one less than Excel, when it saves them as XLSX."""
    content = zipfile.ZipFile(io.BytesIO(ods_bytes(sheets_of(RESOURCES)))).read("content.xml").decode()

    days = set(re.findall(r'office:date-value="([0-9-]+)"', content))

    assert {"1900-03-01", "2024-11-21"} <= days
    assert [day for day in days if day < "1900-03-01"] == []
    assert "<text:p>1899-12-31</text:p>" in content
