"""What somebody may be about to type: things whose names and titles begin so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from home.cards import CardQuery
from search.analysis.folding import fold, words
from search.analysis.stopwords import says_something
from search.database.concepts import ITSELF, Concept, Way
from search.database.scoring import score
from search.database.vocabulary import Vocabulary, vocabulary
from search.database.words import TITLE
from search.engine import MOST_WORDS, Piece
from search.models import Listing
from search.registry import kind_of

FEWEST_LETTERS = 2
MOST, MOST_OF_A_KIND = 8, 5
CONSIDERED = 40
ARTICLE = "ال"  # Arabic writes it together with its word; who types leaves it out


@dataclass(frozen=True)
class Suggestion:
    """A thing, with what was typed of its title, and its address."""

    title: tuple[Piece, ...]
    url: str


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind."""

    code: str
    label: str
    suggestions: list[Suggestion]


def suggest(typed: str, query: CardQuery) -> list[Group]:
    """At most eight, in groups by kind; the words are asked of the database, whatever engine searches."""
    parts = [fold(match.group()) for match in words(typed)][:MOST_WORDS]
    known = vocabulary(query.language)
    telling = [part for part in parts[:-1] if says_something(part, query.language)] + parts[-1:]
    if sum(map(len, parts)) < FEWEST_LETTERS or not telling:
        return []
    concepts = [_beginning(part, known) for part in telling]
    scores = score(concepts, known, least_weight=TITLE)
    best = nsmallest(CONSIDERED, scores, key=lambda pk: (-scores[pk], pk))
    rows = sorted(Listing.objects.defer("text").in_bulk(best).values(), key=lambda row: _place(row, parts, scores))
    return _groups(_mixed(rows), parts, query)


def _beginning(part: str, known: Vocabulary) -> Concept:
    found = known.beginning_with(part, least_weight=TITLE)
    found += known.beginning_with(f"{ARTICLE}{part}", least_weight=TITLE)
    if not found and len(part) > FEWEST_LETTERS:
        found = [word for word, _slips in known.nearly(part)]
    return Concept(part, [Way(ITSELF, (frozenset(found),))] if found else [])


def _mixed(rows: list[Listing]) -> list[Listing]:
    """The best, of which no kind leaves nothing to others."""
    seen: Counter[str] = Counter()
    first, rest = [], []
    for row in rows:
        seen[row.kind] += 1
        (first if seen[row.kind] <= MOST_OF_A_KIND else rest).append(row)
    return [*first, *rest][:MOST]


def _place(row: Listing, parts: list[str], scores: dict[int, float]) -> tuple:
    begins = fold(row.title).startswith(parts[0])
    sinks = row.over or row.free is False
    return sinks, not begins, -scores[row.pk], row.pk


def _groups(rows: list[Listing], parts: list[str], query: CardQuery) -> list[Group]:
    groups = []
    # The kind of the best comes first.
    for kind in filter(None, map(kind_of, dict.fromkeys(row.kind for row in rows))):
        mine = [row for row in rows if row.kind == kind.code]
        cards = kind.cards([row.number for row in mine], query) if mine else {}
        shown = [Suggestion(typed_of(row.title, parts), cards[row.number].url) for row in mine if row.number in cards]
        if shown:
            groups.append(Group(kind.code, str(kind.label), shown))
    return groups


def typed_of(title: str, parts: Iterable[str]) -> tuple[Piece, ...]:
    """A title in pieces; those that were typed say so."""
    pieces, place = [], 0
    for match in words(title):
        word = match.group()
        length = max((len(part) for part in parts if fold(word).startswith(part)), default=0)
        if length:
            typed = _letters(word, length)
            pieces += [Piece(title[place : match.start()]), Piece(typed, found=True)]
            place = match.start() + len(typed)
    return tuple(piece for piece in [*pieces, Piece(title[place:])] if piece.text)


def _letters(word: str, count: int) -> str:
    """The beginning of a word that is so long once it is folded."""
    return next((word[:end] for end in range(1, len(word) + 1) if len(fold(word[:end])) >= count), word)
