"""What a file is, told by its content: a name proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from media import mp3, mp4, webm


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be kept: its type, its endings (the first is ours), its name for people."""

    content_type: str
    endings: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Looks:
    """What a file's content says of itself; how long it plays, where that can be read."""

    kind: Kind
    seconds: int | None = None


MP3 = Kind("audio/mpeg", (".mp3",), "MP3")
M4A = Kind("audio/mp4", (".m4a", ".mp4"), "M4A")
MP4 = Kind("video/mp4", (".mp4", ".m4v"), "MP4")
WEBM_SOUND = Kind("audio/webm", (".weba", ".webm"), "WebM")
WEBM = Kind("video/webm", (".webm",), "WebM")
PDF = Kind("application/pdf", (".pdf",), "PDF")
EPUB = Kind("application/epub+zip", (".epub",), "EPUB")

KINDS = {kind.content_type: kind for kind in (MP3, M4A, MP4, WEBM_SOUND, WEBM, PDF, EPUB)}


def look_at(content: BinaryIO) -> Looks | None:
    """What a file is; none where it is no kind that we keep."""
    content.seek(0)
    head = content.read(webm.ENOUGH)
    if head.startswith(b"%PDF-"):
        return Looks(PDF)
    if head.startswith(b"PK\x03\x04") and head[30:58] == b"mimetypeapplication/epub+zip":
        return Looks(EPUB)
    if head[4:8] == b"ftyp":
        film = mp4.read(content)
        return film and Looks(MP4 if film.pictures else M4A, film.seconds)
    if head.startswith(webm.SIGN):
        film = webm.read(head)
        return film and Looks(WEBM if film.pictures else WEBM_SOUND, film.seconds)
    sound = mp3.read(content)
    return sound and Looks(MP3, sound.seconds)


def plays(content_type: str) -> bool:
    """Whether a browser plays it in a page; other kinds are saved."""
    return content_type.startswith(("audio/", "video/"))


def label_of(content_type: str) -> str:
    """A kind's name for people."""
    kind = KINDS.get(content_type)
    return kind.label if kind else ""
