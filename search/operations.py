"""What may happen to what can be found: it changed, it is read anew, the whole index is made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F

from outbox import contract as outbox
from search import writing
from search.documents import Kind
from search.engine import engine
from search.models import Listing, Thing
from search.registry import kind_of, kinds

TAKE_OVER = "search.take_over"
RENAMED = "search.renamed"
ACCESS = "search.access"
AT_ONCE = 100  # things that a rebuild reads together


@transaction.atomic
def want(kind: str, key: UUID) -> None:
    """Say that something reads otherwise now; a job of the same transaction reads it anew."""
    thing, _new = Thing.objects.get_or_create(kind=kind, key=key)
    Thing.objects.filter(pk=thing.pk).update(wanted=F("wanted") + 1)
    thing.refresh_from_db(fields=["wanted"])
    # Whoever comes to it first shows all changes so far, and the jobs of these have nothing left to do.
    outbox.add(
        TAKE_OVER,
        key=f"search:{kind}:{key}:{thing.wanted}",
        payload={"kind": kind, "key": str(key), "wanted": thing.wanted},
    )


def card_changed(card: str) -> None:
    """A card looks different: read what it is about anew."""
    for kind in kinds():
        for key in kind.things(card):
            want(kind.code, key)


def mentioned_changed(key: UUID | str) -> None:
    """Somebody or something that others name has other words, by its translation key; by a job."""
    _soon(RENAMED, key=str(key))


def page_access_changed(path: str) -> None:
    """A part of the tree of pages, by its path, is open to others than before; by a job."""
    _soon(ACCESS, path=path)


@transaction.atomic
def take_over(*, kind: str, key: UUID, wanted: int, at: datetime) -> bool:
    """Read a thing anew into its listings; false where a later reading has shown that change already.

    Readers of one thing wait for each other, so that nothing older is ever written over something newer.
    """
    thing = Thing.objects.select_for_update().filter(kind=kind, key=key).first()
    of = kind_of(kind)
    if thing is None or thing.version >= wanted:
        return False
    writing.write([thing], of.read([key], at) if of else [], at=at)
    return True


def tell_engine(kind: str, key: UUID) -> None:
    """Let the engine of the settings know a thing as its listings have it now; outside any transaction."""
    thing = Thing.objects.filter(kind=kind, key=key).first()
    if thing is None:
        return
    listings = list(Listing.objects.filter(thing=thing).select_related("thing"))
    there = {listing.language for listing in listings}
    gone = [(thing.pk, language, thing.version) for language, _name in settings.LANGUAGES if language not in there]
    engine().take_over(listings, gone)


def want_renamed(key: str) -> None:
    """Read everything anew that mentions this person, theme or venue."""
    rows = Listing.objects.order_by("pk").values_list("thing__kind", "thing__key", "mentions")
    for kind, thing in {(kind, thing) for kind, thing, mentions in rows.iterator() if key in mentions}:
        want(kind, thing)


def want_due(*, at: datetime) -> int:
    """Read everything anew that the clock has changed by then (UTC); gives how many things that were."""
    due = Thing.objects.filter(listings__changes_at__lte=at).distinct()
    things = list(due.values_list("kind", "key"))
    for kind, key in things:
        want(kind, key)
    return len(things)


def rebuild(*, at: datetime, said: Callable[[int], None] = lambda count: None) -> int:
    """Read everything anew, and take away what is there no more; changes meanwhile are kept. Gives the number."""
    count = 0
    for kind in kinds():
        keys = [*kind.keys(), *Thing.objects.filter(kind=kind.code).values_list("key", flat=True)]
        keys = sorted(set(keys))
        for place in range(0, len(keys), AT_ONCE):
            _take_over_all(kind, keys[place : place + AT_ONCE], at=at)
            said(len(keys[place : place + AT_ONCE]))
        count += len(keys)
    with transaction.atomic():
        writing.forget(Thing.objects.exclude(kind__in=[kind.code for kind in kinds()]))
    before = dict(Thing.objects.values_list("pk", "version"))
    engine().rebuild(Listing.objects.select_related("thing").order_by("pk").iterator(chunk_size=500))
    for thing in Thing.objects.order_by("pk").iterator(chunk_size=2_000):  # what changed while the engine was told
        if before.get(thing.pk) != thing.version:
            tell_engine(thing.kind, thing.key)
    return count


@transaction.atomic
def _take_over_all(kind: Kind, keys: list[UUID], *, at: datetime) -> None:
    Thing.objects.bulk_create([Thing(kind=kind.code, key=key) for key in keys], ignore_conflicts=True)
    things = Thing.objects.select_for_update().filter(kind=kind.code, key__in=keys).order_by("pk")
    writing.write(list(things), kind.read(keys, at), at=at)


def _soon(kind: str, **payload: str) -> None:
    outbox.add(kind, key=f"{kind}:{uuid4().hex}", payload=payload)
