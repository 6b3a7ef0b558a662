"""How often one address may ask. All processes share one count, through the cache.

Not by `accounts.contract.is_too_often`: that keeps the time of each attempt in a list behind a lock, four ways to the
cache for each request of a program, and lets nobody in while Redis is away. This takes from the shared count in
pieces: one way to the cache for many requests, and while there is no cache each process counts for itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.core.cache import cache

WINDOW = 60  # seconds
PIECES = 20  # what a process has taken and does not need is lost to the others, at most a twentieth for each
MOST_KNOWN = 10_000  # addresses that are remembered at once


@dataclass
class Taken:
    """What this process has of one key's minute."""

    window: int
    left: int = 0
    used: int = 0
    over: bool = False


class Counter:
    """Counts requests by key in minutes of the clock."""

    def __init__(self) -> None:
        self._taken: dict[str, Taken] = {}

    def wait(self, key: str, *, most: int, at: float) -> int:
        """Count one more; the seconds to wait where it is too many, else 0. `at` is seconds since 1970."""
        window = int(at // WINDOW)
        taken = self._taken.get(key)
        if taken is None or taken.window != window:
            taken = self._remember(key, Taken(window))
        if not taken.left and not taken.over:
            taken.left = _take(f"api:{key}:{window}", most=most)
        if not taken.left or taken.used >= most:
            taken.over = True  # no more is asked of the cache in this minute
            return max(1, math.ceil((window + 1) * WINDOW - at))
        taken.left -= 1
        taken.used += 1
        return 0

    def clear(self) -> None:
        self._taken.clear()

    def _remember(self, key: str, taken: Taken) -> Taken:
        if len(self._taken) >= MOST_KNOWN:
            # A copy: other threads count meanwhile.
            now = {known: other for known, other in list(self._taken.items()) if other.window == taken.window}
            self._taken = now if len(now) < MOST_KNOWN else {}
        self._taken[key] = taken
        return taken


def _take(name: str, *, most: int) -> int:
    """A piece of what all processes have together; nothing where all of it is taken."""
    piece = max(1, most // PIECES)
    cache.add(name, 0, 2 * WINDOW)
    try:
        taken = cache.incr(name, piece)
    except ValueError:  # forgotten between the two
        return piece
    return max(0, min(piece, most - (taken - piece)))


counter = Counter()
