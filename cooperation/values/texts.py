"""Text in the one form that the register keeps: composed letters (NFC), line feeds alone, no invalid characters.

Text that looks the same is then the same, whatever program or keyboard it comes from.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Line breaks of every sort but the line feed: also vertical tab, form feed and next line."""
BETWEEN_WORDS = re.compile(" *[\n\t][ \n\t]*")
LAST_OF_PLANES = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
INVALID = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ud800-\udfff{LAST_OF_PLANES}]")
"""Control characters, halves of characters, and code points that Unicode gives to no character."""
REPLACEMENT = "\ufffd"


def is_normal(text: str, *, one_line: bool) -> bool:
    """Whether `normalise` and `replace_invalid` would leave the text as it is."""
    if unicodedata.is_normalized("NFC", text):
        in_lines = text if one_line else text.replace("\n", " ").replace("\t", " ")
        if in_lines.isprintable():  # as nearly all are, which is soon said of thousands together
            return True
    if INVALID.search(text) or LINE_BREAKS.search(text) or (one_line and ("\n" in text or "\t" in text)):
        return False
    return unicodedata.is_normalized("NFC", text)


def normalise(text: str, *, one_line: bool) -> str:
    """Return the text composed, with line feeds alone; where it has one line, with spaces for line breaks and tabs."""
    text = LINE_BREAKS.sub("\n", text if text.isascii() else unicodedata.normalize("NFC", text))
    return BETWEEN_WORDS.sub(" ", text) if one_line else text


def refuse_invalid(text: str) -> None:
    """Raise ValidationError where the text has an invalid character, which nobody sees: it is named, with its place."""
    if found := INVALID.search(text):
        said = {"code": f"U+{ord(found[0]):04X}", "before": " ".join(text[: found.start()].split()[-3:])[-40:]}
        if said["before"]:
            message = _("The text contains an invalid character (%(code)s) after “%(before)s”. Delete it.")
        else:
            message = _("The text begins with an invalid character (%(code)s). Delete it.")
        raise ValidationError(message % said, code="invalid_character")


def replace_invalid(text: str) -> str:
    """Return the text with a mark that can be seen in place of each invalid character."""
    return INVALID.sub(REPLACEMENT, text)


def has_one_line(field: models.Field) -> bool:
    return isinstance(field, models.CharField)


class NormalTexts(models.Model):
    """Brings the text of every field into the register's form before it is validated."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Iterable[str] | None = None) -> None:
        wrong: dict[str, list[ValidationError]] = {}
        for field in text_fields(type(self), set(exclude or ())):
            try:
                self.normalise_field(field)
            except ValidationError as error:
                wrong[field.name] = [error]
        try:
            super().clean_fields({*(exclude or ()), *wrong})
        except ValidationError as error:
            wrong |= error.error_dict
        if wrong:
            raise ValidationError(wrong)

    def normalise_field(self, field: models.Field) -> None:
        value = getattr(self, field.attname)
        if type(value) is str:
            refuse_invalid(value)
            setattr(self, field.attname, normalise(value, one_line=has_one_line(field)))
        elif text := getattr(value, "text", ""):
            refuse_invalid(text)


def text_fields(model: type[models.Model], but: set[str]) -> list[models.Field]:
    """Return the fields that hold text, values written as text included."""
    fields = (field for field in model._meta.concrete_fields if isinstance(field, models.CharField | models.TextField))
    return [field for field in fields if field.editable and field.name not in but]
