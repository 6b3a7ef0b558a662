"""What needs a person: one list, made from whatever has registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from shop.desk.models import OrderNote
from shop.orders.models import Order

MOST = 200  # of each source; whoever has so many first mends what they have in common
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Mend:
    """One click towards the mending: an address, and who may go there."""

    label: str
    url: str
    right: str


@dataclass(frozen=True)
class Concern:
    """One thing that needs a person. Its key changes when the matter does, so that a new one is shown again."""

    key: str
    words: str
    since: datetime | None = None
    order: Order | None = None
    mends: tuple[Mend, ...] = ()


Source = Callable[[int], Iterable[Concern]]
_sources: list[Source] = []


def register_concerns(source: Source) -> None:
    """Join with a function that gives at most so many concerns, in a number of queries that does not grow."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Attention:
    """Everything that needs a person now, what has waited longest first."""

    concerns: list[Concern]
    more: bool

    @property
    def orders(self) -> set[int]:
        return {concern.order.pk for concern in self.concerns if concern.order}


def needs_a_person() -> Attention:
    """The list, without what a note has settled."""
    found = [list(source(MOST + 1)) for source in _sources]
    concerns = [concern for of_source in found for concern in of_source[:MOST]]
    keys = [concern.key for concern in concerns]
    settled = set(OrderNote.objects.filter(settles__in=keys).exclude(settles="").values_list("settles", flat=True))
    waiting = [concern for concern in concerns if concern.key not in settled]
    waiting.sort(key=lambda concern: (concern.since or LONG_AGO, concern.key))
    return Attention(waiting, more=any(len(of_source) > MOST for of_source in found))
