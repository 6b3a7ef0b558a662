"""Work of the search that happens after its cause."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from outbox.contract import handler
from search import operations
from search.access import want_below
from search.asked import forget_asked

MOST_ATTEMPTS = 12  # with growing pauses a day and more: an engine that is down for an hour misses nothing


@handler(operations.TAKE_OVER, most_attempts=MOST_ATTEMPTS)
def take_over(kind: str, key: str, wanted: int) -> None:
    operations.take_over(kind=kind, key=UUID(key), wanted=wanted, at=timezone.now())
    # Each time anew: the attempt before may have ended between the two.
    operations.tell_engine(kind, UUID(key))


@handler(operations.RENAMED)
def renamed(key: str) -> None:
    operations.want_renamed(key)


@handler(operations.ACCESS)
def access(path: str) -> None:
    want_below(path)


@handler("search.turn")
def turn() -> None:
    operations.want_due(at=timezone.now())


@handler("search.forget")
def forget() -> None:
    forget_asked(at=timezone.now())


@handler("search.rebuild", lease=timedelta(minutes=30))
def rebuild() -> None:
    operations.rebuild(at=timezone.now())
