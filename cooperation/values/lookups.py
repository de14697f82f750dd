"""Filters and order by a partial date's indexed days."""

from datetime import date

from django.db.models import Q


def overlap_q(name: str, first: date | None, last: date | None) -> Q:
    """Records whose date may fall within these days (None: open); `name` may follow relations."""
    condition = Q(**{f"{name}_earliest__isnull": False})
    if first is not None:
        condition &= Q(**{f"{name}_latest__gte": first})
    if last is not None:
        condition &= Q(**{f"{name}_earliest__lte": last})
    return condition


def date_order(name: str, newest_first: bool = False) -> tuple[str, str, str]:
    """For `order_by`: by earliest day, a wider date first; the reverse is the exact mirror."""
    if newest_first:
        return f"-{name}_earliest", f"{name}_latest", f"-{name}"
    return f"{name}_earliest", f"-{name}_latest", name
