"""Words that were left in English: those of the interface that a language says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polib

from tests.catalogues import LOCALE, MARK

ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


def one_line(words: str) -> str:
    return " ".join(ISOLATES.sub("", words).split())


def interface(language: str) -> set[str]:
    """English words of the interface, without places for values, that read otherwise in a language."""
    return untranslated(pair for pair in _pairs(language) if not MARK.search(pair[0]))


def with_values(language: str) -> re.Pattern:
    """The same of sentences with places for values: matches one whatever stands in them."""
    sentences = untranslated(pair for pair in _pairs(language) if MARK.search(pair[0]))
    # What is hardly more than places would match anything.
    known = [MARK.split(words) for words in sentences if len(re.findall(r"[a-z]{3}", MARK.sub("", words))) > 1]
    return re.compile("|".join(".+?".join(re.escape(part) for part in parts) for parts in known))


def untranslated(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """What must not be read: not what is a word of the other language as well, such as “Name”."""
    pairs = [(one_line(source), one_line(said)) for source, said in pairs]
    return {source for source, _said in pairs} - {said for _source, said in pairs}


def _pairs(language: str) -> Iterable[tuple[str, str]]:
    for entry in polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po")):
        if entry.msgstr:
            yield entry.msgid, entry.msgstr
        elif entry.msgstr_plural:
            # The last form is that of many, as is the second word of the source.
            yield entry.msgid_plural, entry.msgstr_plural[max(entry.msgstr_plural)]
