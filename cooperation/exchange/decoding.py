"""From bytes to text: which encoding a CSV file is in. What is not certain is said, what can't be is refused."""

import codecs
import io
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
NO_TEXT_BYTES = bytes([*range(9), *range(14, 32)])
NO_TEXT_IN_UTF8 = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
OTHER_KINDS = (b"%PDF", b"<", b"{\\rtf", b"II*", b"MM\x00*")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
WINDOWS = "cp1252"
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
LOOKED_AT = 100_000


@dataclass(frozen=True)
class Decoded:
    """A file that is text from end to end: its first characters, and its lines when they are asked for."""

    content: bytes
    beginning: str
    encoding: str
    notices: list[str] = field(default_factory=list)

    def lines(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self.content), codec_of(self.content, self.encoding), newline="")


def codec_of(content: bytes, encoding: str) -> str:
    """Return Python's name for the encoding: UTF-16 without a mark is as Windows writes it."""
    if encoding == "utf-8":
        return "utf-8-sig"
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16-le" if encoding == "utf-16" and not marked else encoding


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
    text, encoding = (decoded_as(content, encoding), encoding) if encoding else guessed(content)
    if may_hold_no_text(content, encoding) and (wrong := NO_TEXT.search(text)):
        line = line_of(text[: wrong.start()])
        raise ValidationError(_("line %(line)s holds a character that is no text") % {"line": line})
    notices = [] if chosen or encoding != WINDOWS else [notice_of_guess(text)]
    return Decoded(content, text[:LOOKED_AT], encoding, notices)


def refuse_binary(content: bytes) -> None:
    """Refuse what is another kind of file; a stray control character is told by its line, later."""
    beginning = content[:4096]
    strays = len(beginning) - len(beginning.translate(None, NO_TEXT_BYTES))
    if beginning.lstrip().startswith(OTHER_KINDS) or strays > max(3, len(beginning) // 50):
        raise no_spreadsheet()


def may_hold_no_text(content: bytes, encoding: str) -> bool:
    """A quick look at the bytes, so that the text needs none where all is well."""
    if encoding == "utf-16" or any(sign in content for sign in NO_TEXT_IN_UTF8):
        return True
    return len(content.translate(None, NO_TEXT_BYTES)) < len(content)


def decoded_as(content: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(codec_of(content, encoding))
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            refuse_nearly(content, error)
        raise ValidationError(_("it is not text in %(encoding)s") % {"encoding": ENCODINGS[encoding]}) from error


def guessed(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding."""
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        refuse_nearly(content, error)
    try:
        return content.decode(WINDOWS), WINDOWS
    except UnicodeDecodeError as error:
        raise ValidationError(_("it is not text in UTF-8; save it as “CSV UTF-8”, XLSX or ODS")) from error


def notice_of_guess(text: str) -> str:
    """Quote the first word that would look wrong in another encoding."""
    found = NOT_ASCII.search(text)
    place = found.start() if found else 0
    before, after = (
        re.split(r"\W", text[max(place - 30, 0) : place])[-1],
        re.split(r"\W", text[place + 1 : place + 30])[0],
    )
    notice = _("It is not UTF-8 and was read as Windows-1252; look whether “%(word)s” is right.")
    return notice % {"word": before + text[place : place + 1] + after}


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
    """Return the number of the line that these characters lead to."""
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
