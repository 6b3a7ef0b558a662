"""What an MP3 file says of itself: its first frames, and the table that most programs write into the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from media.mp4 import Film

MPEG1, MPEG2, MPEG25 = 3, 2, 0
LAYER3 = 1
KILOBITS = {
    MPEG1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    MPEG2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
KILOBITS[MPEG25] = KILOBITS[MPEG2]
RATES = {MPEG1: (44100, 48000, 32000), MPEG2: (22050, 24000, 16000), MPEG25: (11025, 12000, 8000)}


@dataclass(frozen=True)
class Frame:
    version: int
    bitrate: int
    rate: int
    padding: int

    @property
    def samples(self) -> int:
        return 1152 if self.version == MPEG1 else 576

    @property
    def size(self) -> int:
        return self.samples // 8 * self.bitrate // self.rate + self.padding


def read(content: BinaryIO) -> Film | None:
    """The sound in a file; none where no two frames follow each other."""
    size = content.seek(0, 2)
    start = _after_tags(content)
    content.seek(start)
    head = content.read(4096)
    first = _frame(head[:4])
    if first is None or _frame(head[first.size :][:4]) is None:
        return None
    frames = _counted(head[: first.size])
    seconds = frames * first.samples / first.rate if frames else (size - start) * 8 / first.bitrate
    return Film(pictures=False, seconds=round(seconds) or None)


def _after_tags(content: BinaryIO) -> int:
    content.seek(0)
    head = content.read(10)
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _frame(head: bytes) -> Frame | None:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version not in RATES or layer != LAYER3 or bitrate in (0, 15) or rate == 3:
        return None
    return Frame(version, KILOBITS[version][bitrate] * 1000, RATES[version][rate], head[2] >> 1 & 1)


def _counted(frame: bytes) -> int:
    """How many frames the first one says there are; 0 where it says nothing."""
    for name in (b"Xing", b"Info"):
        at = frame.find(name)
        if at > 0 and frame[at + 7] & 1:
            return int.from_bytes(frame[at + 8 : at + 12], "big")
    at = frame.find(b"VBRI")
    return int.from_bytes(frame[at + 14 : at + 18], "big") if at > 0 else 0
