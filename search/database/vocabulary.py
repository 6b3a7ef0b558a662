"""Every word of an index, kept by each process, and asked what somebody may have meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, OuterRef, Subquery
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.folding import fold
from search.analysis.stemming import stem
from search.editions import Kept
from search.models import Edition, Listing, Posting, Word

ONE_TYPO, TWO_TYPOS = 4, 8  # letters from which on so many are forgiven
SHORTEST_PART = 4  # of a compound
SHORTEST_BEGINNING = 3
MOST_BEGINNINGS = 60
COMPOUNDING = {"de"}
LINKS = ("", "s", "n", "en", "es", "er", "e")  # between the parts of a compound


class Vocabulary:
    """The words of all listings in one language, by their stems and beginnings."""

    def __init__(
        self, rows: Iterable[tuple[int, str, str, str, int]], *, listings: int = 0, written: Collection[str] = ()
    ) -> None:
        self.listings = listings
        self.written = set(written)  # the languages in which something is, the readers' own among them
        self.numbers: dict[str, tuple[int, ...]] = {}
        self.shown: dict[str, str] = {}
        self.weights: dict[str, int] = {}
        self.stems: dict[str, str] = {}
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        for number, word, stem_, shown, weight in rows:
            self.numbers[word] = (*self.numbers.get(word, ()), number)
            self.shown[word] = shown
            self.weights[word] = max(weight, self.weights.get(word, 0))
            self.stems[word] = stem_
            self._by_stem[stem_].add(word)
        self.sorted = sorted(self.shown)

    def __contains__(self, word: str) -> bool:
        return word in self.shown

    def forms(self, typed: str, languages: set[str]) -> set[str]:
        """Words of the index that are forms of what was typed, itself included."""
        word = fold(typed)
        stems = {stem(typed, language) for language in languages} | {stem(word, language) for language in languages}
        if word in self.stems:  # its accents, which may not have been typed, are known here
            stems.add(self.stems[word])
        found = {form for one in stems for form in self._by_stem.get(one, ())}
        return found | ({word} & self.shown.keys())

    def beginning_with(self, word: str, *, least_weight: int = 0) -> list[str]:
        """Words that begin so and weigh so much somewhere, the shortest first."""
        if len(word) < 2:
            return []
        found = []
        for place in range(bisect_left(self.sorted, word), len(self.sorted)):
            if not self.sorted[place].startswith(word):
                break
            if self.weights[self.sorted[place]] >= least_weight:
                found.append(self.sorted[place])
        return sorted(found, key=lambda one: (len(one), one))[:MOST_BEGINNINGS]

    def compounds_with(self, typed: str, language: str) -> set[str]:
        """Longer words of which it is the first or the last part."""
        if language not in COMPOUNDING:
            return set()
        parts = {part for part in (fold(typed), stem(typed, language)) if len(part) >= SHORTEST_PART}
        return {
            word
            for word in self.sorted
            for part in parts
            if len(word) - len(part) >= 3 and (word.startswith(part) or _ends_with(word, part, self.stems[word]))
        }

    def parts_of(self, typed: str, language: str) -> list[set[str]]:
        """The words that make up a compound that the index does not have; empty where it is none."""
        word = fold(typed)
        if language not in COMPOUNDING or len(word) < 2 * SHORTEST_PART:
            return []
        for middle in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            last = self.forms(word[middle:], {language})
            if not last:
                continue
            for link in LINKS:
                first = word[:middle]
                if link and not first.endswith(link):
                    continue
                first = first.removesuffix(link)
                if len(first) >= SHORTEST_PART and (forms := self.forms(first, {language})):
                    return [forms, last]
        return []

    def nearly(self, typed: str) -> list[tuple[str, int]]:
        """Words that are a slip away from it, with how many slips: the nearest and most used first."""
        word = fold(typed)
        most = 2 if len(word) >= TWO_TYPOS else 1 if len(word) >= ONE_TYPO else 0
        if not most or any(letter.isdigit() for letter in word):
            return []
        near = process.extract(word, self.sorted, scorer=OSA.distance, score_cutoff=most, limit=20)
        often = self._often([found for found, _slips, _place in near]) if len(near) > 1 else {}
        return sorted(
            ((found, int(slips)) for found, slips, _place in near),
            key=lambda pair: (pair[1], pair[0][0] != word[0], -often.get(pair[0], 0), pair[0]),
        )

    def _often(self, some: Collection[str]) -> dict[str, int]:
        """In how many listings each of these words is; one query."""
        numbers = [number for word in some for number in self.numbers[word]]
        rows = Posting.objects.filter(word__in=numbers).order_by().values_list("word").annotate(Count("pk"))
        counts = dict(rows)
        return {word: sum(counts.get(number, 0) for number in self.numbers[word]) for word in some}


def _read(edition: Edition, before: object) -> Vocabulary:
    # What stands nowhere any more has no weight.
    best = Posting.objects.filter(word=OuterRef("pk")).order_by("-weight").values("weight")[:1]
    rows = Word.objects.filter(language=edition.language).annotate(most=Subquery(best)).filter(most__isnull=False)
    counted = Listing.objects.filter(language=edition.language).order_by().values_list("written").annotate(Count("pk"))
    by_language = dict(counted)
    return Vocabulary(
        rows.order_by("pk").values_list("pk", "word", "stem", "shown", "most"),
        listings=sum(by_language.values()),
        written={edition.language, *by_language},
    )


_kept = Kept(_read, counts=lambda edition: edition.words)


def vocabulary(language: str) -> Vocabulary:
    """The words of the index as it is now; read anew only where they have changed."""
    return _kept.of(language)


def _ends_with(word: str, part: str, stem_: str) -> bool:
    return word.endswith(part) or stem_.endswith(part)
