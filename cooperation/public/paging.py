"""One page of a list, and what to say when there is no such page."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet


class Paging:
    """`missing` says that the page asked for does not exist; then there are no rows.

    `total` is how many rows there are, where the caller has counted them.
    """

    def __init__(self, rows: QuerySet | Sequence[Any], asked: str, size: int, total: int | None = None) -> None:
        self.paginator: Paginator = Paginator(rows, size)
        if total is not None:
            self.paginator.count = total  # else it counts when first asked
        self.total: int = self.paginator.count
        self.last: int = self.paginator.num_pages
        self.asked = asked
        self.number = 0
        self.rows: Sequence[Any] = []
        try:
            page = self.paginator.page(asked)
        except InvalidPage:
            return
        self.number = page.number
        self.rows = list(page.object_list)
        self.first_row, self.last_row = page.start_index(), page.end_index()

    @property
    def missing(self) -> bool:
        return self.number == 0

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if 0 < self.number < self.last else None

    @property
    def numbers(self) -> list[int | str]:
        """The pages to offer, `…` where some are left out."""
        return list(self.paginator.get_elided_page_range(self.number or 1, on_each_side=2, on_ends=1))

    @property
    def ellipsis(self) -> str:
        return str(self.paginator.ELLIPSIS)
