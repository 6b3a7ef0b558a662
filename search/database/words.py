"""Taking a listing apart into its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import connections, router

from search.analysis.folding import LONGEST, fold, words
from search.analysis.stemming import stem
from search.analysis.stopwords import says_something
from search.models import Listing, Posting

# How much a word says of a thing, by where it stands: names before titles, titles before summaries, these before text.
NAME, TITLE, SUBJECT, SUMMARY, TEXT = 120, 80, 50, 40, 10
AGAIN = 3  # what each further time adds, as often as
MOST_TIMES = 5
LONGEST_SHOWN = 60
COLUMNS = ("listing_id", "language", "word", "stem", "shown", "weight")


def write_words(listings: Iterable[Listing]) -> None:
    """Let these listings be found by just their words. Rows by the thousand, so no instances are made of them."""
    database, table = router.db_for_write(Posting), Posting._meta.db_table
    Posting.objects.filter(listing__in=[listing.pk for listing in listings])._raw_delete(database)
    rows = [row for listing in listings for row in postings_of(listing)]
    with connections[database].cursor() as cursor:
        marks = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f'INSERT INTO "{table}" ({", ".join(COLUMNS)}) VALUES ({marks})', rows)  # noqa: S608


def postings_of(listing: Listing) -> list[tuple]:
    """A row for each word, as COLUMNS say."""
    best: dict[str, tuple[int, str]] = {}
    times: Counter[str] = Counter()
    for weight, text in _fields(listing):
        for match in words(text):
            shown = match.group()
            word = fold(shown)
            if not word or not says_something(word, listing.written):
                continue
            times[word] += 1
            if word not in best or best[word][0] < weight:
                best[word] = weight, shown.lower()
    return [
        (
            *(listing.pk, listing.language, word, stem(shown, listing.written)[:LONGEST], shown[:LONGEST_SHOWN]),
            weight + AGAIN * min(times[word] - 1, MOST_TIMES),
        )
        for word, (weight, shown) in best.items()
    ]


def _fields(listing: Listing) -> list[tuple[int, str]]:
    return [
        (NAME, " ".join(listing.names)),
        (TITLE, listing.title),
        (SUBJECT, " ".join(listing.subjects)),
        (SUMMARY, listing.summary),
        (TEXT, listing.text),
    ]
