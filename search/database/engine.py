"""Search in the shop's own database, SQLite or PostgreSQL alike: no other server is needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import reduce
from heapq import nsmallest
from operator import and_, or_

from django.db import connections, router

from search.database.concepts import Concept, concepts_of
from search.database.facts import Facts, facts, places_of, spaced
from search.database.scoring import score
from search.database.vocabulary import vocabulary
from search.engine import FACETS, Found, Gone, Hit, Question
from search.extracts import extract, marked
from search.models import Listing, Posting

SAME_TITLE, IN_TITLE = 2.0, 1.25


class DatabaseEngine:
    """Keeps the promises of search.engine.Engine with rows of the database."""

    def search(self, question: Question) -> Found:
        """One page of what fits. A fixed number of queries, whatever is found."""
        known = facts(question.language)
        concepts, scores = self._asked(question)
        fitting = known.within(question) & (known.there if scores is None else known.among(scores))
        kept, counts = _counted(known, fitting, question)
        most = question.page * question.size
        order = _order(question, known, scores)
        shown = nsmallest(most, places_of(kept), key=order)[most - question.size :]
        found = {word for concept in concepts for word in concept.words}
        hits = _hits([known.listings[place] for place in shown], found)
        return Found(hits, kept.bit_count(), counts, _suggestion(question.words, concepts))

    def take_over(self, listings: Iterable[Listing], gone: Iterable[Gone]) -> None:
        """Nothing is left to do: the words of a listing are written with it, in one transaction."""

    def rebuild(self, listings: Iterable[Listing]) -> None:
        """Let the database know how many words there are now, so that it asks its indexes in the right order."""
        with connections[router.db_for_write(Posting)].cursor() as cursor:
            cursor.execute(f'ANALYZE "{Posting._meta.db_table}"')

    def answers(self) -> bool:
        """As long as the shop's database does."""
        return True

    def _asked(self, question: Question) -> tuple[list[Concept], dict[int, float] | None]:
        """The words, and how well listings fit them; none where no words were typed."""
        if not question.words.strip():
            return [], None
        words = vocabulary(question.language)
        concepts = concepts_of(
            question.words,
            language=question.language,
            written=words.written,
            known=words,
            synonyms=question.synonyms,
        )
        return concepts, score(concepts, words)


def _counted(known: Facts, fitting: int, question: Question) -> tuple[int, dict[str, dict[str, int]]]:
    """What all filters leave, and what each choice would leave if its own facet were not asked."""
    answered: dict[str, int] = {}
    for facet, values in question.chosen.items():
        if values and facet in FACETS:
            has = known.values(facet, question.currency)
            answered[facet] = reduce(or_, (has.get(value, 0) for value in values))
    counts = {}
    for facet in FACETS:
        others = reduce(and_, (bits for name, bits in answered.items() if name != facet), fitting)
        left = ((value, (bits & others).bit_count()) for value, bits in known.values(facet, question.currency).items())
        counts[facet] = {value: count for value, count in left if count}
    return reduce(and_, answered.values(), fitting), counts


def _order(question: Question, known: Facts, scores: dict[int, float] | None) -> Callable[[int], tuple]:
    """A key to sort places by; whoever is equal stands as they would by relevance."""
    listings, lively, titles = known.listings, known.lively(question.at), known.titles
    typed = spaced(question.words)

    def relevance(place: int) -> tuple:
        fit, listing = lively[place], listings[place]
        if scores is not None:
            fit *= scores[listing]
            if typed in titles[place]:
                fit *= SAME_TITLE if titles[place] == typed else IN_TITLE
        return (-fit, listing)

    def price(place: int, sign: int) -> tuple:
        amount = known.price(place, question.currency)
        return (amount is None, sign * (amount or 0), *relevance(place))

    keys = {
        "relevance": relevance,
        "date": lambda place: (known.firsts[place], *relevance(place)),
        "price": lambda place: price(place, 1),
        "-price": lambda place: price(place, -1),
        "rating": lambda place: (-known.rating[place], *relevance(place)),
        "newest": lambda place: (-known.published[place], *relevance(place)),
    }
    return keys.get(question.sort, relevance)


def _hits(listings: list[int], found: Collection[str]) -> list[Hit]:
    whole = Listing.objects.select_related("thing").in_bulk(listings)
    return [
        Hit(
            listing.kind,
            listing.thing.key,
            listing.number,
            marked(listing.title, found),
            extract(listing.summary, listing.text, found),
        )
        for number in listings
        if (listing := whole.get(number))
    ]


def _suggestion(typed: str, concepts: list[Concept]) -> str:
    better = {concept.typed: concept.guess for concept in concepts if concept.guess}
    said = typed
    for word, guess in better.items():
        said = said.replace(word, guess)
    return said if better else ""
