"""Hard facts of a page, with a small sign each, and the words in which languages are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.core import Locale
from babel.lists import format_list
from django.utils.text import capfirst
from django.utils.translation import get_language


@dataclass(frozen=True)
class Fact:
    icon: str
    label: str
    value: str


def reader() -> Locale:
    """The locale of whoever reads."""
    return Locale.parse(get_language(), sep="-")


def language(code: str) -> str:
    """A language by its name in the reader's own: German, الألمانية."""
    return capfirst(reader().languages.get(code, code))


def languages(codes: Iterable[str]) -> str:
    """Several of them, listed as the reader's language lists; empty for none."""
    return format_list([language(code) for code in codes], locale=reader())
