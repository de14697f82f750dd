"""Pages as a reader gets them."""

import html
import re
from collections.abc import Iterable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

NOT_SHOWN = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")


def page(client: Client, address: str, status: int = 200) -> str:
    """The page's HTML."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def words(markup: str) -> str:
    """What the markup says, without its tags, in single spaces."""
    return SPACE.sub(" ", html.unescape(NOT_SHOWN.sub(" ", markup))).strip()


def text(client: Client, address: str, status: int = 200) -> str:
    """What the page says between header and footer."""
    return words(main(page(client, address, status)))


def main(markup: str) -> str:
    return part(markup, '<main id="main" tabindex="-1">', "</main>")


def part(markup: str, start: str, end: str) -> str:
    """What stands between two pieces of the markup."""
    assert start in markup, f"{start} is not on the page"
    return markup.partition(start)[2].partition(end)[0]


def cost(client: Client, address: str, shows: Iterable[str]) -> int:
    """How many queries the page takes once the register is warm; everything it should show is asserted to be there."""
    page(client, address)
    with CaptureQueriesContext(connection) as asked:
        said = text(client, address)
    missing = [title for title in shows if title not in said]
    assert missing == []
    return len(asked)
