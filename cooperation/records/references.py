"""A reference made from a name."""

import re
import unicodedata

LONGEST = 80
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ß": "ss"})


def reference_from(name: str) -> str:
    """Return the reference that the desk's form proposes for a name: `Møde på Ærø` gives `mode-pa-aero`."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
