"""Text inside the XML of workbooks."""

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
STANDS_FOR_NONE = "\ufffd"


def escaped(text: str) -> str:
    """Return text as XML has it between tags, or between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def legal(text: str) -> str:
    """Return the text with a mark in place of each character that XML has not."""
    return NOT_IN_XML.sub(STANDS_FOR_NONE, text)
