"""How many reports may come in: so many an hour from one place, and so many an hour in all."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from cooperation.reports.models import ErrorReport

AN_HOUR: Final = timedelta(hours=1)
FROM_ONE_PLACE: Final = 5
IN_ALL: Final = 200


def fingerprint(request: HttpRequest) -> str:
    """Tell today's senders from each other without keeping an address: another one every day, and never to be undone.

    Of an IPv6 address the first half counts, for the second is the sender's own to choose.
    """
    address: str = import_string(settings.CLIENT_ADDRESS)(request) or ""
    if ":" in address and ip_address(address).version == 6:
        address = str(ip_network(f"{address.partition('%')[0]}/64", strict=False))
    return salted_hmac("cooperation.reports", f"{timezone.localdate()} {address}", algorithm="sha256").hexdigest()


def too_many(sender: str) -> bool:
    """Whether the sender has used up the hour, or everybody together has."""
    lately = ErrorReport.objects.filter(sent_at__gt=timezone.now() - AN_HOUR)
    return lately.filter(fingerprint=sender).count() >= FROM_ONE_PLACE or lately.count() >= IN_ALL
