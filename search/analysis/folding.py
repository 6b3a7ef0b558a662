"""Words as they are compared: small, without accents, in one spelling of each letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 40
# Letters, digits, and the marks that stand on them (accents, Arabic vowels and the stroke that draws out a word).
WORD = re.compile(r"\w[\w\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]*")
ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
)


def words(text: str) -> Iterator[re.Match]:
    """Each word of a text, where it stands."""
    return WORD.finditer(text.replace("_", " "))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The one spelling of a word: “Übung” and “übung” are “ubung”, “أَيّام” is “ايام”."""
    # In Arabic a bearer of hamza comes apart into its letter and a mark, as an accent does.
    apart = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return "".join(_digit(letter) for letter in plain.translate(ALIKE))[:LONGEST]


def folded(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word for match in words(text) if (word := fold(match.group()))]


def _digit(letter: str) -> str:
    # Arabic figures are those that everybody else writes.
    return str(unicodedata.digit(letter, "")) if not letter.isascii() and letter.isdecimal() else letter
