"""A zip archive as a stream: its entries are packed as they come, and nothing is kept."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

LEVEL = 1
"""Of deflate: the file is a third larger than the smallest, and is packed in a fraction of the time."""
Entries = Iterable[tuple[str, Iterable[bytes]]]


class Outbox(io.RawIOBase):
    """Holds what the archive wrote until it is taken; the archive never comes back to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        self._written += len(part)
        return len(part)

    def tell(self) -> int:
        return self._written

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def zipped(entries: Entries, mimetype: str = "") -> Iterator[bytes]:
    """Give the archive in parts. Where an entry fails, its list of contents never comes, and no program opens it.

    `mimetype` is an OpenDocument file's first entry, which must stand unpacked at a known place.
    """
    outbox = Outbox()
    first = [unpacked(outbox, "mimetype", mimetype.encode())] if mimetype else []
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        archive.filelist += first
        for name, parts in entries:
            with archive.open(name, "w") as entry:
                for part in parts:
                    entry.write(part)
                    if taken := outbox.take():
                        yield taken
    yield outbox.take()


def unpacked(outbox: Outbox, name: str, content: bytes) -> zipfile.ZipInfo:
    """Write an entry as it is, its size and checksum before it; those of a stream come after."""
    info = zipfile.ZipInfo(name)
    info.header_offset = outbox.tell()
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(content)
    outbox.write(info.FileHeader() + content)
    return info
