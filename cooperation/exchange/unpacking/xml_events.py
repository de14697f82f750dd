"""XML read as it comes, a piece at a time, and never with entities of its own."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any
from xml.parsers import expat

PIECE = 2**18
Attributes = Mapping[str, str]


class RefusedXMLError(Exception):
    """The XML declares entities, or is none."""


def read_xml(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start`, `end` and `text` for each element, by its name without its prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces(stream):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise RefusedXMLError(str(error)) from error


def refuse_entity(*_declared: Any) -> None:
    raise RefusedXMLError("an entity is declared")


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece
