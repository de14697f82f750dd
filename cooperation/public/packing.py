"""Answers made smaller on the way, for browsers that say they can read them.

Compressing a page that holds a secret beside what its reader wrote would give the secret away by the page's length
(BREACH). Only pages that hold none come here: what everybody may see, made without a cookie.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from typing import Final

import brotli

Pack = Callable[[bytes], bytes]

WAYS: Final[Mapping[str, Pack]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
"""By their names in HTTP, the better one first."""
TOO_SMALL: Final = 200
PACKED_ALREADY: Final = re.compile(r"(?:image/(?!svg)|application/(?:zip|vnd\.openxml|vnd\.oasis|octet-stream))")


def way_wanted(accepted: str) -> str:
    """Return the best way that an Accept-Encoding header takes, or nothing; any header gives an answer."""
    taken = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        taken[name.strip()] = quality.replace(" ", "").rstrip("0.") != "q="
    return next((way for way in WAYS if taken.get(way)), "")


def is_worth_it(content_type: str, size: int) -> bool:
    return size >= TOO_SMALL and not PACKED_ALREADY.match(content_type)
