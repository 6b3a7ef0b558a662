"""What an MP4 file says of itself: boxes inside boxes (ISO/IEC 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from struct import unpack
from typing import BinaryIO

MOST_BOXES = 4096  # a file made to tire us has no end of them


@dataclass(frozen=True)
class Film:
    """Whether there are moving pictures, and how long it plays."""

    pictures: bool
    seconds: int | None


@dataclass(frozen=True)
class Box:
    name: bytes
    start: int
    end: int


def read(content: BinaryIO) -> Film | None:
    """The film or sound in a file; none where a player would find nothing to play."""
    size = content.seek(0, 2)
    movie = _first(content, b"moov", 0, size)
    tracks = [box for box in _boxes(content, movie.start, movie.end) if box.name == b"trak"] if movie else []
    handlers = {_handler(content, track) for track in tracks}
    if not handlers & {b"vide", b"soun"}:
        return None
    return Film(pictures=b"vide" in handlers, seconds=_seconds(content, movie))


def _boxes(content: BinaryIO, start: int, end: int) -> Iterator[Box]:
    return islice(_all_boxes(content, start, end), MOST_BOXES)


def _all_boxes(content: BinaryIO, start: int, end: int) -> Iterator[Box]:
    while start + 8 <= end:
        content.seek(start)
        head = content.read(16)
        size, name = unpack(">I4s", head[:8])
        begins = 8
        if size == 1 and len(head) == 16:
            size, begins = unpack(">Q", head[8:])[0], 16
        elif size == 0:  # up to the end
            size = end - start
        if size < begins:
            return
        yield Box(name, start + begins, min(start + size, end))
        start += size


def _first(content: BinaryIO, name: bytes, start: int, end: int) -> Box | None:
    return next((box for box in _boxes(content, start, end) if box.name == name), None)


def _handler(content: BinaryIO, track: Box) -> bytes:
    box: Box | None = track
    for name in (b"mdia", b"hdlr"):
        box = box and _first(content, name, box.start, box.end)
    if box is None:
        return b""
    content.seek(box.start + 8)
    return content.read(4)


def _seconds(content: BinaryIO, movie: Box) -> int | None:
    box = _first(content, b"mvhd", movie.start, movie.end)
    if box is None:
        return None
    content.seek(box.start)
    head = content.read(32)
    if len(head) < 32:
        return None
    scale, length = unpack(">IQ", head[20:32]) if head[0] == 1 else unpack(">II", head[12:20])
    unknown = 2**64 - 1 if head[0] == 1 else 2**32 - 1
    return round(length / scale) or None if scale and length != unknown else None
