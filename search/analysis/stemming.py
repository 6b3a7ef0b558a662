"""Forms of one word have one stem, by the rules of its language (Snowball)."""

from __future__ import annotations

from functools import cache, lru_cache

import snowballstemmer

from search.analysis.folding import fold

ALGORITHMS = {"en": "english", "de": "german", "es": "spanish", "ar": "arabic"}
AND_THE = ("وال", "فال", "ولل", "فلل")  # “and the”, “so the”: Snowball knows the article alone
AND = "و"


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(ALGORITHMS[language]) if language in ALGORITHMS else None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """What all forms of a word have in common; the folded word itself in a language without rules."""
    if not (stemmer := _stemmer(language)):
        return fold(word)
    if language == "ar":
        return _arabic(fold(word), stemmer)
    # Rules want the accents of the language; what they leave is compared without.
    return fold(stemmer.stemWord(word.casefold().replace("ß", "ss"))) or fold(word)


def _arabic(word: str, stemmer) -> str:
    for prefix in AND_THE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word.removeprefix(prefix)
            break
    else:
        if word.startswith(AND) and len(word) >= 5:
            word = word.removeprefix(AND)
    plural = word.endswith("ات")
    left = stemmer.stemWord(word) or word
    left = left.removesuffix("ا") if plural and len(left) > 3 else left
    return left.removesuffix("ه") if len(left) > 3 else left
