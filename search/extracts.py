"""Titles and texts with what was found in them."""

from __future__ import annotations

from collections.abc import Collection

from search.analysis.folding import fold, words
from search.engine import Piece

AROUND = 180  # letters of a text that are shown
BEFORE = 60  # of them, at most so many before what was found


def marked(text: str, found: Collection[str]) -> tuple[Piece, ...]:
    """The text in pieces; those whose folded words are among the found ones say so."""
    pieces: list[Piece] = []
    place = 0
    for match in words(text):
        if fold(match.group()) in found:
            pieces.append(Piece(text[place : match.start()]))
            pieces.append(Piece(match.group(), found=True))
            place = match.end()
    return tuple(piece for piece in [*pieces, Piece(text[place:])] if piece.text)


def extract(summary: str, text: str, found: Collection[str]) -> tuple[Piece, ...]:
    """The summary where something was found in it or nowhere; else the text around what was found."""
    if any(fold(match.group()) in found for match in words(summary)):
        return marked(summary, found)
    place = next((match.start() for match in words(text) if fold(match.group()) in found), None)
    if place is None:
        return marked(summary, found)
    begins = _word_begins(text, max(0, place - BEFORE))
    ends = _word_ends(text, begins + AROUND)
    cut = text[begins:ends].strip()
    return marked(f"{'… ' if begins else ''}{cut}{' …' if ends < len(text) else ''}", found)


def _word_begins(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place else 0


def _word_ends(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place)
    return space if space > 0 else place
