"""From bytes to text: which encoding a CSV file is in. What is not certain is said, what can't be is refused."""

import codecs
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
NO_TEXT_BYTES = bytes([*range(9), *range(14, 32)])
OTHER_KINDS = (b"%PDF", b"<", b"{\\rtf", b"II*", b"MM\x00*")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
WINDOWS = "cp1252"
LETTERS_TO_CHECK = re.compile(r"\w*[^\x00-\x7f]\w*")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    notices: list[str] = field(default_factory=list)


def no_spreadsheet() -> ValidationError:
    return ValidationError(_("it is no spreadsheet; expected CSV, XLSX or ODS"))


def decode(content: bytes, chosen: str | None = None) -> Decoded:
    """Return the text of a CSV file: by its mark, else UTF-8, else Windows-1252 with a notice; or as `chosen`.

    Raises ValidationError where the bytes are no text, or only nearly UTF-8.
    """
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if not marked and chosen != "utf-16":
        refuse_binary(content)
    encoding = chosen or marked
    found = decoded_as(content, encoding) if encoding else guessed(content)
    if wrong := NO_TEXT.search(found.text):
        line = line_of(found.text[: wrong.start()])
        raise ValidationError(_("line %(line)s holds a character that is no text") % {"line": line})
    return found


def refuse_binary(content: bytes) -> None:
    """Refuse what is another kind of file; a stray control character is told by its line, later."""
    beginning = content[:4096]
    strays = len(beginning) - len(beginning.translate(None, NO_TEXT_BYTES))
    if beginning.lstrip().startswith(OTHER_KINDS) or strays > max(3, len(beginning) // 50):
        raise no_spreadsheet()


def decoded_as(content: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            refuse_nearly(content, error)
        raise ValidationError(_("it is not text in %(encoding)s") % {"encoding": ENCODINGS[encoding]}) from error


def guessed(content: bytes) -> Decoded:
    try:
        return Decoded(content.decode(), "utf-8")
    except UnicodeDecodeError as error:
        refuse_nearly(content, error)
    try:
        text = content.decode(WINDOWS)
    except UnicodeDecodeError as error:
        raise ValidationError(_("it is not text in UTF-8; save it as “CSV UTF-8”, XLSX or ODS")) from error
    word = LETTERS_TO_CHECK.search(text)
    notice = _("It is not UTF-8 and was read as Windows-1252; look whether “%(word)s” is right.")
    return Decoded(text, WINDOWS, [notice % {"word": word[0] if word else ""}])


def refuse_nearly(content: bytes, error: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 but for a fault: in another encoding all its letters would come out wrong."""
    before = content[: error.start]
    line = line_of(before.decode())
    if content[error.start] == 0xED and content[error.start + 1 : error.start + 2] >= b"\xa0":
        raise ValidationError(_("line %(line)s holds half a character") % {"line": line})
    if before.isascii():
        return
    if error.reason == "unexpected end of data":
        raise ValidationError(_("the file is damaged or cut off"))
    raise ValidationError(_("line %(line)s is not in UTF-8, though the lines before it are") % {"line": line})


def line_of(before: str) -> int:
    return len(before.splitlines()) + (not before or before[-1] in "\r\n")
