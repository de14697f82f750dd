"""Lists of the desk as an officer reads them, and what they cost."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from tests.desk.filling import address


def rows_listed(client: Client, model: type[models.Model], **query: str) -> list[str]:
    """References on the list, in its order."""
    page = client.get(address(model, "changelist"), query)
    assert page.status_code == 200
    return [record.reference for record in page.context["cl"].result_list]


def sorted_by(client: Client, model: type[models.Model], column: str) -> list[str]:
    """References in the order that a click on the column's heading gives."""
    shown = client.get(address(model, "changelist")).context["cl"].list_display
    names = [getattr(one, "__name__", one) for one in shown]
    return rows_listed(client, model, o=str(names.index(column)))


def row_of(client: Client, record: models.Model) -> dict[str, str]:
    """The record's row on the list: column → text; it is the only record there."""
    page = client.get(address(type(record), "changelist"))
    assert len(page.context["cl"].result_list) == 1
    found = re.findall(r'<t[dh] class="field-(\w+)[^"]*">(.*?)</t[dh]>', page.content.decode(), re.DOTALL)
    return {name: unescape(strip_tags(shown)) for name, shown in found if name != "updated_at"}


def cells(client: Client, model: type[models.Model], **query: str) -> str:
    """What the list shows, as text."""
    return client.get(address(model, "changelist"), query).content.decode()


def costs(client: Client, make: Callable[[], Any]) -> list[int]:
    """Queries of the list with one row and with three, each row on the page."""
    counted = []
    references = []
    for more in (1, 2):
        made = [make() for _ in range(more)]
        references += [record.reference for record in made]
        page, queries = counting(client, type(made[0]))
        assert all(reference in page for reference in references)
        counted.append(queries)
    return counted


def counting(client: Client, model: type[models.Model]) -> tuple[str, int]:
    client.get(address(model, "changelist"))  # content types are remembered from the first page on
    with CaptureQueriesContext(connection) as queries:
        page = cells(client, model)
    return page, len(queries)
