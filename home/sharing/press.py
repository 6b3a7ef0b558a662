"""Who sets words as a picture: whoever has a press brings it, and pages ask for nothing but the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Press = Callable[[Path, dict], bytes]

_press: list[Press] = []


class NotDrawn(Exception):
    """The words could not be set just now; another attempt may succeed."""


def register_press(press: Press) -> None:
    """Let pictures of words be set by this: a template and what it says to a PNG, or NotDrawn."""
    _press[:] = [press]


def set_words(template: Path, words: dict) -> bytes:
    """The first page of a template as a PNG, a point a pixel. Raises NotDrawn. Not to be called in a transaction."""
    if not _press:
        raise NotDrawn("There is no press here.")
    return _press[0](template, words)
