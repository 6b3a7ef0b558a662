"""Taking a listing apart into its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connections, router
from django.db.models import Exists, OuterRef

from search.analysis.folding import LONGEST, fold, words
from search.analysis.stemming import stem
from search.analysis.stopwords import says_something
from search.models import Listing, Posting, Word

# How much a word says of a thing, by where it stands: names before titles, titles before summaries, these before text.
NAME, TITLE, SUBJECT, SUMMARY, TEXT = 120, 80, 50, 40, 10
AGAIN = 3  # what each further time adds, as often as
MOST_TIMES = 5
LONGEST_SHOWN = 60
AT_ONCE = 2_000  # words that are looked up together
Form = tuple[str, str, str]  # a word of a language with its stem
# Rows by the hundred thousand: PostgreSQL takes them as three lists.
INSERT = {
    "sqlite": 'INSERT INTO "{table}" (listing_id, word_id, weight) VALUES (%s, %s, %s)',
    "postgresql": """INSERT INTO "{table}" (listing_id, word_id, weight)
        SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::int[])""",
}


@dataclass(frozen=True)
class Said:
    """A word where it says most in a listing."""

    form: Form
    shown: str
    weight: int


def write_words(listings: Collection[Listing], *, before: Collection[Listing]) -> None:
    """Let these listings be found by just their words; those of them that have been there before had others."""
    database = router.db_for_write(Posting)
    Posting.objects.filter(listing__in=[listing.pk for listing in before])._raw_delete(database)
    said = [(listing.pk, one) for listing in listings for one in words_of(listing)]
    numbers = _numbers({one.form: one.shown for _listing, one in said})
    rows = [(listing, numbers[one.form], one.weight) for listing, one in said]
    connection = connections[database]
    statement = INSERT[connection.vendor].format(table=Posting._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)] or [[], [], []])
        else:
            cursor.executemany(statement, rows)


def numbers_in(listings: Iterable[Listing]) -> set[int]:
    """The words of these listings, by number."""
    return set(Posting.objects.filter(listing__in=[one.pk for one in listings]).values_list("word", flat=True))


def forget_words(numbers: Collection[int]) -> None:
    """Take away those of these words that stand nowhere any more; the caller alone writes in their languages then."""
    nowhere = ~Exists(Posting.objects.filter(word=OuterRef("pk")))
    some = sorted(numbers)
    for place in range(0, len(some), AT_ONCE):
        there = Word.objects.filter(nowhere, pk__in=some[place : place + AT_ONCE])
        there._raw_delete(router.db_for_write(Word))


def words_of(listing: Listing) -> list[Said]:
    """Each word of a listing once."""
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
        Said(
            (listing.language, word, stem(shown, listing.written)[:LONGEST]),
            shown[:LONGEST_SHOWN],
            weight + AGAIN * min(times[word] - 1, MOST_TIMES),
        )
        for word, (weight, shown) in best.items()
    ]


def _numbers(forms: dict[Form, str]) -> dict[Form, int]:
    """Their rows' numbers; those that are not there yet are made."""
    numbers = _known(forms)
    # In one order, so that two who make the same ones do not wait for each other crosswise.
    if missing := sorted(form for form in forms if form not in numbers):
        new = [Word(language=form[0], word=form[1], stem=form[2], shown=forms[form]) for form in missing]
        Word.objects.bulk_create(new, ignore_conflicts=True, batch_size=AT_ONCE)
        numbers |= _known(missing)
    return numbers


def _known(forms: Iterable[Form]) -> dict[Form, int]:
    found: dict[Form, int] = {}
    by_language: dict[str, set[str]] = defaultdict(set)
    for language, word, _stem in forms:
        by_language[language].add(word)
    for language, some in by_language.items():
        there = sorted(some)
        for place in range(0, len(there), AT_ONCE):
            rows = Word.objects.filter(language=language, word__in=there[place : place + AT_ONCE])
            found |= {(language, word, stem_): pk for pk, word, stem_ in rows.values_list("pk", "word", "stem")}
    return found


def _fields(listing: Listing) -> list[tuple[int, str]]:
    return [
        (NAME, " ".join(listing.names)),
        (TITLE, listing.title),
        (SUBJECT, " ".join(listing.subjects)),
        (SUMMARY, listing.summary),
        (TEXT, listing.text),
    ]
