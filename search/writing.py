"""From documents to rows: what was read of things becomes their listings, with the words by which they are found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from search import editions
from search.database.words import forget_words, numbers_in, write_words
from search.documents import Document
from search.models import Listing, Thing

WORDS = ("title", "summary", "text", "names", "subjects", "written")
KEYS = ("id", "thing", "language")
COLUMNS = [field.name for field in Listing._meta.concrete_fields if field.name not in KEYS]


def write(things: list[Thing], documents: Iterable[Document], *, at: datetime) -> None:
    """Let these things, whose rows the caller has locked, be found by just these documents."""
    by_key = {thing.key: thing for thing in things}
    before = {(row.thing_id, row.language): row for row in Listing.objects.filter(thing__in=things)}
    rows = [listing_of(by_key[document.key], document, at=at) for document in documents]
    there = {(row.thing_id, row.language) for row in rows}
    gone = [row for place, row in before.items() if place not in there]
    numbers = editions.rise({row.language for row in [*rows, *gone]})
    for row in rows:
        row.edition = numbers[row.language]
    reworded = [row for row in rows if _words(row) != _words(before.get((row.thing_id, row.language)))]
    outdated = [before[place] for row in reworded if (place := (row.thing_id, row.language)) in before]
    once = numbers_in([*gone, *outdated])
    if gone:
        Listing.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Listing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["thing", "language"], update_fields=COLUMNS, batch_size=100
    )
    write_words(reworded, before=outdated)
    forget_words(once)
    editions.note(words={row.language for row in [*reworded, *gone]}, gone={row.language for row in gone})
    for thing in things:
        thing.version = thing.wanted
    Thing.objects.bulk_update(things, ["version"])


def forget(things: QuerySet[Thing]) -> None:
    """Let these things be found no more."""
    gone = list(Listing.objects.filter(thing__in=things).only("language"))
    languages = {listing.language for listing in gone}
    editions.rise(languages)
    once = numbers_in(gone)
    things.delete()
    forget_words(once)
    editions.note(words=languages, gone=languages)


def listing_of(thing: Thing, document: Document, *, at: datetime) -> Listing:
    """A document as its row."""
    place = document.place
    return Listing(
        thing=thing,
        kind=thing.kind,
        version=thing.wanted,
        written_at=at,
        names=document.names,
        subjects=[theme.words for theme in document.themes],
        themes=[theme.code for theme in document.themes],
        teachers=[teacher.code for teacher in document.teachers],
        spoken=list(document.spoken),
        place=place.code if place else "",
        city=place.city if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        dates=[[day.isoformat() for day in span] for span in document.dates],
        text=" ".join(document.text.split()),
        **{
            name: getattr(document, name)
            for name in (
                *("language", "written", "number", "title", "summary", "mentions", "level", "over", "prices"),
                *("free", "rating", "popularity", "published_at", "changes_at"),
            )
        },
    )


def _words(row: Listing | None) -> tuple | None:
    return row and tuple(getattr(row, name) for name in WORDS)
