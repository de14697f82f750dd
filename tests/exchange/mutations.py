"""Files made bad at random. `python -m tests.exchange.mutations 10000` reads so many and says how it went."""

import io
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "spreadsheets"
SOURCES = ["cells.xlsx", "cells.ods", "title_and_blanks.xlsx", "title_and_blanks.ods", "several.zip"]
TEXTS = ["utf8_commas.csv", "utf16_tabs.csv", "windows_semicolons.csv", "title_and_blanks.csv"]
XML_BITS = (
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"&#xD800;",
    b"</row>",
    b'r="ZZZ99999999"',
    b't="e"',
    b'"-1"',
    b"9" * 30,
    b"\xff",
)


def mutated(chance: random.Random) -> tuple[str, bytes]:
    """Return a sample's name, and its content with something done to it."""
    name = chance.choice(SOURCES + TEXTS)
    content = (SAMPLES / name).read_bytes()
    ways = [cut_off, flipped, with_a_piece_moved]
    if name in SOURCES:
        ways += [with_part_changed] * 4 + [with_parts_swapped, without_a_part]
    return name, chance.choice(ways)(content, chance)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for __ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def with_a_piece_moved(content: bytes, chance: random.Random) -> bytes:
    start, end, to = sorted(chance.randrange(len(content) + 1) for __ in range(3))
    return content[:start] + content[end:to] + content[start:end] + content[to:]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part_changed(content: bytes, chance: random.Random) -> bytes:
    """Change what is packed, so that the archive is whole and its XML is not."""
    parts = parts_of(content)
    name = chance.choice([name for name, part in parts.items() if part])
    part = parts[name]
    place = chance.randrange(len(part))
    bit = chance.choice(XML_BITS)
    parts[name] = chance.choice(
        (
            part[:place],
            flipped(part, chance),
            part[:place] + bit + part[place:],
            part[:place] + bit + part[place + len(bit) :],
            with_a_piece_moved(part, chance),
            with_a_number_changed(part, chance),
        )
    )
    return zipped(parts)


def with_a_number_changed(part: bytes, chance: random.Random) -> bytes:
    places = [place for place in range(len(part)) if part[place : place + 1].isdigit()]
    if not places:
        return part
    place = chance.choice(places)
    return part[:place] + chance.choice((b"0", b"1048576", b"99999999999", b"-3", b"x")) + part[place + 1 :]


def with_parts_swapped(content: bytes, chance: random.Random) -> bytes:
    parts = parts_of(content)
    first, second = chance.sample(sorted(parts), 2)
    parts[first], parts[second] = parts[second], parts[first]
    return zipped(parts)


def without_a_part(content: bytes, chance: random.Random) -> bytes:
    parts = parts_of(content)
    del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def main(count: int) -> None:
    import django

    django.setup()
    from cooperation.exchange.problems import RefusedError
    from cooperation.exchange.reading import read_file

    said: Counter[str] = Counter()
    slowest, begun = 0.0, time.monotonic()
    for seed in range(count):
        name, content = mutated(random.Random(seed))  # noqa: S311
        one = time.monotonic()
        try:
            read_file(name, content)
            said["read"] += 1
        except RefusedError as error:
            said[error.problems[0].message[:60]] += 1
        slowest = max(slowest, time.monotonic() - one)
    own, others = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    seconds = time.monotonic() - begun
    print(f"{count} inputs, {seconds:.0f} s, slowest {slowest:.1f} s, crashes 0, peak {own} MB + {others} MB")
    for message, times in said.most_common():
        print(f"{times:7} {message}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
