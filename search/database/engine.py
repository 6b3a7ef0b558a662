"""Search in the shop's own database, SQLite or PostgreSQL alike: no other server is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import connections, router

from search.analysis.folding import folded
from search.database.concepts import Concept, concepts_of
from search.database.scoring import score
from search.database.vocabulary import vocabulary
from search.engine import FACETS, Found, Gone, Hit, Question
from search.extracts import extract, marked
from search.facets import answers, within
from search.models import Listing, Posting

FRESH = timedelta(days=90)
FRESHER, POPULAR = 0.06, 0.06  # what being new and being bought often add, at most
SOLD_OUT, OVER = 0.5, 0.35
SAME_TITLE, IN_TITLE = 2.0, 1.25
LAST = "9999"
MOST_NAMED = 5_000
WITHOUT_WORDS = ("text", "summary", "names", "subjects", "mentions")


class DatabaseEngine:
    """Keeps the promises of search.engine.Engine with rows of the database."""

    def search(self, question: Question) -> Found:
        """One page of what fits. A fixed number of queries, whatever is found."""
        concepts, scores = self._asked(question)
        rows = self._rows(question, scores)
        kept, counts = _counted(rows, question)
        ordered = sorted(kept, key=_order(question, scores))
        begins = (question.page - 1) * question.size
        shown = ordered[begins : begins + question.size]
        found = {word for concept in concepts for word in concept.words}
        return Found(_hits(shown, found), len(kept), counts, _suggestion(question.words, concepts))

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
        there = Listing.objects.filter(language=question.language).order_by()
        written = set(there.values_list("written", flat=True).distinct())
        concepts = concepts_of(
            question.words,
            language=question.language,
            written=written | {question.language},
            known=vocabulary(question.language),
            synonyms=question.synonyms,
        )
        return concepts, score(concepts, language=question.language, listings=there.count())

    def _rows(self, question: Question, scores: dict[int, float] | None) -> list[Listing]:
        rows = Listing.objects.filter(language=question.language).defer(*WITHOUT_WORDS)
        if scores is None:
            return list(rows)
        # A database takes only so many values in one question; where much fits, most rows are wanted anyway.
        few = rows.filter(pk__in=list(scores)) if len(scores) <= MOST_NAMED else rows
        rows = [row for row in few if row.pk in scores]
        typed = folded(question.words)
        for row in rows:
            scores[row.pk] *= _standing(row, typed, question.at)
        return rows


def _counted(rows: list[Listing], question: Question) -> tuple[list[Listing], dict[str, dict[str, int]]]:
    """What all filters leave, and what each choice would leave if its own facet were not asked."""
    kept: list[Listing] = []
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    asked = {facet: set(values) for facet, values in question.chosen.items() if values and facet in counts}
    for row in rows:
        if not within(row, question):
            continue
        has = answers(row, currency=question.currency)
        misses = [facet for facet, values in asked.items() if values.isdisjoint(has[facet])]
        if not misses:
            kept.append(row)
        if len(misses) <= 1:
            for facet in misses or FACETS:
                counts[facet].update(has[facet])
    return kept, {facet: dict(count) for facet, count in counts.items()}


def _standing(row: Listing, typed: list[str], at: datetime) -> float:
    """What is no matter of words: the whole title, fresh and popular gently, sold out and over far down."""
    title = folded(row.title)
    factor = 1.0
    if typed and title == typed:
        factor *= SAME_TITLE
    elif typed and _runs_through(typed, title):
        factor *= IN_TITLE
    return factor * _liveliness(row, at)


def _liveliness(row: Listing, at: datetime) -> float:
    age = (at - row.published_at) / FRESH if row.published_at else 9
    factor = 1 + FRESHER / (1 + max(age, 0)) + POPULAR * (1 - 1 / (1 + row.popularity))
    if row.over:
        return factor * OVER
    return factor * SOLD_OUT if row.free is False else factor


def _runs_through(typed: list[str], title: list[str]) -> bool:
    return any(title[place : place + len(typed)] == typed for place in range(len(title)))


def _order(question: Question, scores: dict[int, float] | None):
    """A key to sort by; whoever is equal stands as they would by relevance."""

    def relevance(row: Listing) -> tuple:
        fit = scores[row.pk] if scores is not None else _liveliness(row, question.at)
        return (-fit, row.pk)

    def price(row: Listing, sign: int) -> tuple:
        amount = row.prices.get(question.currency)
        return (amount is None, sign * (amount or 0), *relevance(row))

    keys = {
        "relevance": relevance,
        "date": lambda row: (row.dates[0][0] if row.dates else LAST, *relevance(row)),
        "price": lambda row: price(row, 1),
        "-price": lambda row: price(row, -1),
        "rating": lambda row: (-(row.rating or 0), *relevance(row)),
        "newest": lambda row: (-row.published_at.timestamp() if row.published_at else 0, *relevance(row)),
    }
    return keys.get(question.sort, relevance)


def _hits(rows: list[Listing], found: Collection[str]) -> list[Hit]:
    whole = Listing.objects.select_related("thing").in_bulk([row.pk for row in rows])
    return [
        Hit(
            listing.kind,
            listing.thing.key,
            listing.number,
            marked(listing.title, found),
            extract(listing.summary, listing.text, found),
        )
        for row in rows
        if (listing := whole.get(row.pk))
    ]


def _suggestion(typed: str, concepts: list[Concept]) -> str:
    better = {concept.typed: concept.guess for concept in concepts if concept.guess}
    said = typed
    for word, guess in better.items():
        said = said.replace(word, guess)
    return said if better else ""
