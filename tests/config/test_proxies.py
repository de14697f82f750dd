import pytest
from django.test import RequestFactory
from pytest_django import Settings

from config.proxies import client_address

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("count", "forwarded", "address"),
    [
        (0, "203.0.113.9", PROXY),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", PROXY),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "unknown", PROXY),
        (1, "", PROXY),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Settings, count: int, forwarded: str, address: str) -> None:
    settings.PROXY_COUNT = count
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=PROXY)
    assert client_address(request) == address
