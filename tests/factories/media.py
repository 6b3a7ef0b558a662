"""Private files: small ones that are real, and a large one that takes no room."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from media.contract import keep_captions, keep_file
from media.models import Captions, PrivateFile

PDF = b"%PDF-1.7\n" + b"0123456789" * 10 + b"\n%%EOF\n"
LESSONS = Path(settings.ROOT) / "site" / "demo" / "lessons"
VTT = """WEBVTT

1
00:00:05.000 --> 00:00:08.000
Hello. This is Bela.

2
00:00:08.500 --> 00:00:13.250
There is nothing
to <i>start</i>.
"""


def box(name: bytes, content: bytes = b"") -> bytes:
    """A box of an MP4 file."""
    return (len(content) + 8).to_bytes(4, "big") + name + content


def sound_of(seconds: int = 100, *, handler: bytes = b"soun") -> bytes:
    """The least that is an MP4 file with one track."""
    times = bytes(12) + (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big") + bytes(80)
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", box(b"mvhd", times) + track) + box(b"mdat", b"sound")


def make_private_file(
    title: str = "Lesson 3, sound", *, name: str = "three.m4a", content: bytes | None = None, seconds: int = 100
) -> PrivateFile:
    """A stored file; a short sound unless its content is given."""
    stored = sound_of(seconds) if content is None else content
    return keep_file(content=ContentFile(stored, name=name), title=title)


def make_paper(title: str = "Practice sheet", *, name: str = "sheet.pdf") -> PrivateFile:
    """Something to print."""
    return make_private_file(title, name=name, content=PDF)


def make_captions(file: PrivateFile, *, language: str = "en", vtt: str = VTT) -> Captions:
    """What is said in a file."""
    return keep_captions(file=file, language=language, vtt=vtt)
