from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in Danish leaves its language behind for whatever is tested next."""
    with override("en"):
        yield
