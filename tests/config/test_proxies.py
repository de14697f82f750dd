"""Headers of proxies are believed from configured proxies only."""

import http.client
import json
from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from config.proxies import IgnoreForgedProxyHeaders, client_address
from tests.config.serving import server

PROXY, OUTER_PROXY, CLIENT = "10.0.0.1", "10.0.0.2", "203.0.113.9"


@pytest.fixture(autouse=True)
def proxies(settings: Settings) -> None:
    settings.PROXY_NETWORKS = [ip_network("10.0.0.0/24"), ip_network("2001:db8:1::1")]


@pytest.mark.parametrize(
    ("count", "peer", "forwarded", "address"),
    [
        (0, PROXY, CLIENT, PROXY),
        (1, PROXY, CLIENT, CLIENT),
        (1, PROXY, f"198.51.100.1, {CLIENT}", CLIENT),
        (2, PROXY, f"198.51.100.1, {CLIENT}, {OUTER_PROXY}", CLIENT),
        (1, PROXY, f"{CLIENT}, {OUTER_PROXY}", OUTER_PROXY),
        (2, PROXY, CLIENT, CLIENT),
        (1, PROXY, "2001:db8::7", "2001:db8::7"),
        (1, "2001:db8:1::1", CLIENT, CLIENT),
        (1, "::ffff:10.0.0.1", CLIENT, CLIENT),
        (1, PROXY, "unknown", PROXY),
        (1, PROXY, "", PROXY),
        # Who comes to the register, or to the inner proxy, past the proxies in front of it
        (1, "203.0.113.66", "198.51.100.1", "203.0.113.66"),
        (1, "127.0.0.1", "198.51.100.1", "127.0.0.1"),
        (2, PROXY, "198.51.100.1, 203.0.113.66", "203.0.113.66"),
        (2, "203.0.113.66", f"198.51.100.1, {OUTER_PROXY}", "203.0.113.66"),
        (1, "", CLIENT, None),
    ],
)
def test_only_configured_proxies_are_believed(
    settings: Settings, count: int, peer: str, forwarded: str, address: str | None
) -> None:
    settings.PROXY_COUNT = count
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=peer)
    assert client_address(request) == address


HEADERS = {
    "X-Forwarded-For": CLIENT,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "register.example.org",
    "X-Forwarded-Prefix": "/register",
    "Forwarded": f"for={CLIENT};proto=https",
    "X-Real-IP": CLIENT,
    "Accept": "text/html",
}


@pytest.mark.parametrize(("count", "peer"), [(0, PROXY), (1, "203.0.113.66"), (1, "127.0.0.1"), (1, "")])
def test_headers_of_others_are_dropped(settings: Settings, count: int, peer: str) -> None:
    settings.PROXY_COUNT = count
    request = RequestFactory().get("/", headers=HEADERS, REMOTE_ADDR=peer)
    assert headers_left(request) == {"Accept": "text/html"}


def test_headers_of_a_proxy_stay(settings: Settings) -> None:
    settings.PROXY_COUNT = 1
    request = RequestFactory().get("/", headers=HEADERS, REMOTE_ADDR=PROXY)
    assert {name.lower(): value for name, value in headers_left(request).items()} == {
        name.lower(): value for name, value in HEADERS.items()
    }


def headers_left(request: HttpRequest) -> dict[str, str]:
    IgnoreForgedProxyHeaders(lambda _request: HttpResponse())(request)
    return {name: value for name, value in request.headers.items() if name not in ("Cookie", "Content-Type")}


def test_an_unknown_proxy_is_named_once_in_the_log(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.PROXY_COUNT = 1
    middleware = IgnoreForgedProxyHeaders(lambda _request: HttpResponse())
    for _ in range(3):
        middleware(RequestFactory().get("/", headers=HEADERS, REMOTE_ADDR="192.0.2.1"))
    assert caplog.messages == ["Headers of a proxy were ignored: REGISTER_PROXY_ADDRESSES has no 192.0.2.1."]


def test_a_forged_address_opens_no_locked_account(officer: Client, stranger: Client, settings: Settings) -> None:
    settings.PROXY_COUNT = 1
    guess = {"username": "officer", "password": "a guess"}
    statuses = [
        stranger.post("/en/desk/login/", guess, headers={"x-forwarded-for": f"198.51.100.{number}"}).status_code
        for number in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert statuses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]


# A server of our own

ECHO = "tests.config.echo_settings"


def ask(port: int, peer: str, path: str = "/who/", **headers: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(peer, 0))
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return json.loads(body) if answer.status == 200 else answer.status


FORGED = {name: value for name, value in HEADERS.items() if name != "Accept"}


def test_a_server_believes_its_proxy_and_nobody_else() -> None:
    with server(ECHO, REGISTER_PROXY_COUNT="1", REGISTER_PROXY_ADDRESSES="127.0.0.2,10.0.0.0/24") as port:
        by_proxy = ask(port, "127.0.0.2", **FORGED)
        beneath = ask(port, "127.0.0.2", path="/register/who/", **FORGED, SCRIPT_NAME="/register")
        directly = ask(port, "127.0.0.1", **FORGED, SCRIPT_NAME="/register")
        elsewhere = ask(port, "127.0.0.2", PATH_INFO="/desk/", **{"SCRIPT-NAME": "/register"})
    address = f"https://127.0.0.1:{port}"
    forwarded = [f"HTTP_X_FORWARDED_{name}" for name in ("FOR", "HOST", "PREFIX", "PROTO")]
    believed = {"client": CLIENT, "secure": True, "address": f"{address}/there/", "forwarded": forwarded}
    assert by_proxy == believed | {"page": "/who/"}
    assert beneath == believed | {"page": "/register/who/"}
    plain = {"secure": False, "address": f"http://127.0.0.1:{port}/there/", "page": "/who/", "forwarded": []}
    assert directly == plain | {"client": "127.0.0.1"}
    assert elsewhere == plain | {"client": "127.0.0.2"}


def test_a_server_without_proxies_believes_nobody() -> None:
    with server(ECHO, FORWARDED_ALLOW_IPS="*") as port:
        answer = ask(port, "127.0.0.1", **FORGED, SCRIPT_NAME="/who")
    assert answer == {
        "client": "127.0.0.1",
        "secure": False,
        "address": f"http://127.0.0.1:{port}/there/",
        "page": "/who/",
        "forwarded": [],
    }
