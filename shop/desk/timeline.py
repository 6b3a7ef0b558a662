"""Everything that happened to an order, in the order of time, from whatever has registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shop.desk.attention import Mend
from shop.orders.models import Order


@dataclass(frozen=True)
class Happening:
    """One thing that happened. `bad` is what a person should see first."""

    at: datetime
    words: str
    icon: str = "info-circle"
    state: str = ""
    detail: str = ""
    by: str = ""
    bad: bool = False
    acts: tuple[Mend, ...] = ()


Source = Callable[[Order], Iterable[Happening]]
_sources: list[Source] = []


def register_happenings(source: Source) -> None:
    """Join with a function that tells what happened to an order, in a number of queries that does not grow."""
    if source not in _sources:
        _sources.append(source)


def timeline_of(order: Order) -> list[Happening]:
    """The whole story, oldest first; what happened at the same moment stays in the order of its sources."""
    found = [happening for source in _sources for happening in source(order)]
    return sorted(found, key=lambda happening: happening.at)
