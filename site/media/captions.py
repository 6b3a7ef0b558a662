"""Captions (WebVTT): read for transcripts, checked before they are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_CHARACTERS = 500_000
TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+.*)?", re.ASCII)
TAG = re.compile(r"<[^>]*>")
NO_WORDS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """What is said between two moments, in seconds."""

    start: float
    end: float
    text: str


def cues_of(vtt: str) -> list[Cue]:
    """What is said, in its order. Raises ValidationError with a sentence for whoever wrote it."""
    lines = vtt.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise ValidationError(_("The first line must be the word WEBVTT, with an empty line after it."))
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(block, number))]
    if not cues:
        raise ValidationError(_("There is nothing said in it: write at least one time and a line of text under it."))
    return cues


def checked(vtt: str) -> str:
    """Captions as they are kept: readable, in order, with plain line ends. Raises ValidationError."""
    if len(vtt) > MOST_CHARACTERS:
        raise ValidationError(_("This is longer than any captions are. Is it the right file?"))
    if "\0" in vtt:
        raise ValidationError(_("This is not text. Open the file in an editor for text and copy it from there."))
    starts = [cue.start for cue in cues_of(vtt)]
    if starts != sorted(starts):
        late = next(after for before, after in pairwise(starts) if after < before)
        raise ValidationError(
            _("The times must rise, but what is said at second %(second)s stands too late."),
            params={"second": round(late)},
        )
    return "\n".join(vtt.removeprefix("\ufeff").splitlines()) + "\n"


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What empty lines divide, each with the number of its first line; without the head of the file."""
    blocks: list[tuple[int, list[str]]] = []
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            blocks.append((number - len(block), block))
            block = []
    return blocks[1:]


def _cue(block: list[str], number: int) -> Cue | None:
    if block[0].split()[0] in NO_WORDS:
        return None
    at = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
    times = TIMES.fullmatch(block[at].strip()) if at is not None else None
    if times is None:
        raise ValidationError(
            _("Line %(number)s: a time looks like 00:01:02.500 --> 00:01:05.000."), params={"number": number}
        )
    start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    if end <= start:
        raise ValidationError(_("Line %(number)s ends before it begins."), params={"number": number + at})
    words = " ".join(line.strip() for line in block[at + 1 :])
    return Cue(start, end, unescape(TAG.sub("", words)).strip())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
