"""What somebody has typed, as the index may know it: each word with all the ways in which it can be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis.folding import fold, words
from search.analysis.stopwords import says_something
from search.database.vocabulary import SHORTEST_BEGINNING, Vocabulary
from search.engine import MOST_LETTERS, MOST_WORDS

# How sure we are that it is meant so.
ITSELF, FORM, SYNONYM, PARTS, BEGINNING, COMPOUND, ONE_SLIP, TWO_SLIPS = 1.0, 0.9, 0.8, 0.75, 0.6, 0.55, 0.6, 0.45
MOST_GUESSES = 3
MOST_COMPOUNDS = 200


@dataclass(frozen=True)
class Way:
    """One meaning: words of the index, of each set at least one; and how sure it is."""

    sure: float
    sets: tuple[frozenset[str], ...]


@dataclass
class Concept:
    """One word that was typed."""

    typed: str
    ways: list[Way] = field(default_factory=list)
    guess: str = ""  # how it is spelled here, where it is not as it was typed

    @property
    def words(self) -> set[str]:
        return {word for way in self.ways for one in way.sets for word in one}


def concepts_of(
    typed: str, *, language: str, written: set[str], known: Vocabulary, synonyms: Mapping[str, Sequence[str]]
) -> list[Concept]:
    """What was typed, word by word, without those that say nothing (unless there are no others)."""
    found = [match.group() for match in words(typed[:MOST_LETTERS])]
    telling = [word for word in found if says_something(fold(word), language)] or found
    telling = list({fold(word): word for word in telling if fold(word)}.values())[:MOST_WORDS]
    return [_concept(word, language, written, known, synonyms, last=word == telling[-1]) for word in telling]


def _concept(
    typed: str,
    language: str,
    written: set[str],
    known: Vocabulary,
    synonyms: Mapping[str, Sequence[str]],
    *,
    last: bool,
) -> Concept:
    word, concept = fold(typed), Concept(typed)
    spellings = _spellings(typed, language)
    forms = {form for spelling in spellings for form in known.forms(spelling, written)}
    here = {fold(spelling) for spelling in spellings} & forms
    concept.ways += [Way(ITSELF, (frozenset(here),))] if here else []
    concept.ways += [Way(FORM, (frozenset(forms - here),))] if forms - here else []
    concept.ways += _synonyms(word, forms, language, written, known, synonyms)
    if compounds := {one for spelling in spellings for one in known.compounds_with(spelling, language)} - forms:
        concept.ways.append(Way(COMPOUND, (frozenset(sorted(compounds)[:MOST_COMPOUNDS]),)))
    if not forms and (parts := known.parts_of(typed, language)):
        concept.ways.append(Way(PARTS, tuple(frozenset(part) for part in parts)))
    begins = len(word) >= SHORTEST_BEGINNING and (last or not concept.ways)
    if begins and (beginning := set(known.beginning_with(word)) - forms):
        concept.ways.append(Way(BEGINNING if not forms else BEGINNING / 2, (frozenset(beginning),)))
    if not concept.ways:
        _guess(concept, known, written)
    return concept


def _spellings(typed: str, language: str) -> list[str]:
    """Where there are no umlauts on the keys, people write ae, oe, ue."""
    if language != "de":
        return [typed]
    small = typed.lower()
    other = small.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return [typed] if other == small else [typed, other]


def _synonyms(word, forms, language, written, known, synonyms) -> list[Way]:
    ways = []
    for one in {word, *forms}:
        for phrase in synonyms.get(one, ()):
            sets = tuple(
                frozenset(known.forms(part.group(), written))
                for part in words(phrase)
                if says_something(fold(part.group()), language)
            )
            if sets and all(sets):
                ways.append(Way(SYNONYM, sets))
    return ways


def _guess(concept: Concept, known: Vocabulary, written: set[str]) -> None:
    near = known.nearly(concept.typed)
    if not near:
        return
    concept.guess = known.shown[near[0][0]]
    for sure, slips in ((ONE_SLIP, 1), (TWO_SLIPS, 2)):
        guesses = [word for word, count in near if count == slips][:MOST_GUESSES]
        forms = {form for word in guesses for form in known.forms(word, written)}
        if forms:
            concept.ways.append(Way(sure, (frozenset(forms),)))
            return  # two slips away is only what is not one slip away
