"""Who is asking, when proxies of the ministry's stand between."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Each proxy adds the address it saw at the right of X-Forwarded-For; what stands further left is hearsay."""
    addresses = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(addresses):
        claimed = addresses[-settings.PROXY_COUNT].strip()
        if is_address(claimed):
            return claimed
    return request.META.get("REMOTE_ADDR") or None


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
