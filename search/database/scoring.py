"""How well listings fit what was typed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection

from search.database.concepts import Concept, Way
from search.database.vocabulary import Vocabulary
from search.models import Posting

ALL_OF = 2  # so many words must all be there
SHARE = 0.7  # of more words
FEWER = 0.5  # of more words, where nothing has as many


def score(concepts: list[Concept], known: Vocabulary, *, least_weight: int = 0) -> dict[int, float]:
    """Listings by id in which enough of the words are; rare words count more, and more sure ways to mean them."""
    weights = _weights({word for concept in concepts for word in concept.words}, known, least_weight)
    total: dict[int, float] = defaultdict(float)
    had: dict[int, int] = defaultdict(int)
    for concept in concepts:
        fitting = _fitting(concept, weights)
        rare = math.log(1 + (known.listings + 1) / (len(fitting) + 0.5))
        for listing, fit in fitting.items():
            total[listing] += fit * rare
            had[listing] += 1
    asked = len(concepts)
    wanted = asked if asked <= ALL_OF else math.ceil(SHARE * asked)
    enough = {listing for listing, count in had.items() if count >= wanted}
    # A word that is nowhere here was meant all the same: two words of which one is unknown find nothing.
    here = all(concept.ways for concept in concepts)
    if not enough and (here or asked > ALL_OF):
        enough = {listing for listing, count in had.items() if count >= math.ceil(FEWER * asked)}
    # Who has all of it stands before who has most of it.
    return {listing: total[listing] * (had[listing] / asked) ** 2 for listing in enough}


def _weights(words: Collection[str], known: Vocabulary, least: int) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = defaultdict(dict)
    numbers = {number: word for word in words for number in known.numbers.get(word, ())}
    if numbers:
        rows = Posting.objects.filter(word__in=list(numbers), weight__gte=least).order_by()
        for number, listing, weight in rows.values_list("word_id", "listing_id", "weight"):
            found[numbers[number]][listing] = weight
    return found


def _fitting(concept: Concept, weights: dict[str, dict[int, int]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for way in concept.ways:
        for listing, fit in _by_way(way, weights).items():
            best[listing] = max(best.get(listing, 0), fit)
    return best


def _by_way(way: Way, weights: dict[str, dict[int, int]]) -> dict[int, float]:
    found: dict[int, float] | None = None
    for words in way.sets:
        of_set: dict[int, float] = {}
        for word in words:
            for listing, weight in weights.get(word, {}).items():
                # A second form of the word says little more than the first.
                before = of_set.get(listing, 0)
                of_set[listing] = max(before, weight) + 0.1 * min(before, weight)
        found = (
            of_set
            if found is None
            else {listing: min(fit, of_set[listing]) for listing, fit in found.items() if listing in of_set}
        )
    return {listing: way.sure * fit for listing, fit in (found or {}).items()}
