"""Which address and scheme a request came with, when proxies of the ministry's stand in front."""

import logging
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PROXY_HEADERS = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_SCRIPT_NAME", "HTTP_PATH_INFO")

logger = logging.getLogger(__name__)


class IgnoreForgedProxyHeaders:
    """Drop the headers in which proxies say who is asking, unless the request comes from a configured proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.warned = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_proxy(parse_address(request.META.get("REMOTE_ADDR", ""))):
            dropped = [request.META.pop(name) for name in [*request.META] if name.startswith(PROXY_HEADERS)]
            if dropped and settings.PROXY_COUNT and not self.warned:
                self.warned = True  # once a process: anybody can send such headers
                address = request.META.get("REMOTE_ADDR")
                logger.warning("Headers of a proxy were ignored: REGISTER_PROXY_ADDRESSES has no %s.", address)
        return self.get_response(request)


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client. Each proxy appends the address it saw to X-Forwarded-For.

    An entry is believed only if a configured proxy wrote it, so what a client sent itself is never reached.
    """
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    for claimed in reversed(forwarded[-settings.PROXY_COUNT :] if settings.PROXY_COUNT else []):
        claimed_address = parse_address(claimed)
        if claimed_address is None or not is_proxy(address):
            break
        address = claimed_address
    return str(address) if address else None


def is_proxy(address: IPv4Address | IPv6Address | None) -> bool:
    if address is None or not settings.PROXY_COUNT:
        return False
    return any(address in network for network in settings.PROXY_NETWORKS)


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return None for what is no address. An IPv4 address that IPv6 wraps up is the IPv4 address."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
