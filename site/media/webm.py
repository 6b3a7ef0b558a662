"""What a WebM file says of itself in its first bytes."""

from __future__ import annotations

from struct import unpack

from media.mp4 import Film

SIGN = b"\x1a\x45\xdf\xa3"
ENOUGH = 64 * 1024
PICTURES = (b"V_VP8", b"V_VP9", b"V_AV1")
SOUNDS = (b"A_OPUS", b"A_VORBIS")
DURATION = b"\x44\x89"
SCALE = b"\x2a\xd7\xb1"
NANOSECONDS = 1_000_000_000


def read(head: bytes) -> Film | None:
    """The film or sound; files from a recorder often do not know their length."""
    if b"\x42\x82\x84webm" not in head[:64]:
        return None
    pictures = any(codec in head for codec in PICTURES)
    if not pictures and not any(codec in head for codec in SOUNDS):
        return None
    return Film(pictures=pictures, seconds=_seconds(head))


def _seconds(head: bytes) -> int | None:
    ticks = _value(head, DURATION)
    if ticks is None:
        return None
    length = {4: ">f", 8: ">d"}.get(len(ticks))
    scale = _value(head, SCALE)
    nanoseconds = int.from_bytes(scale, "big") if scale else 1_000_000
    seconds = unpack(length, ticks)[0] * nanoseconds / NANOSECONDS if length else 0
    return round(seconds) or None if 0 < seconds < 2**31 else None


def _value(head: bytes, name: bytes) -> bytes | None:
    at = head.find(name)
    if at < 0 or at + len(name) >= len(head):
        return None
    size = head[at + len(name)] & 0x0F  # all of ours are shorter than 16 bytes
    value = head[at + len(name) + 1 :][:size]
    return value if len(value) == size and size else None
