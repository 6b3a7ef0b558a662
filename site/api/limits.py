"""How often one address may ask. Counted in each process: it spares the shop, and guesses of passwords have
limits of their own, which all processes share."""

from __future__ import annotations

import math

WINDOW = 60  # seconds
MOST_KNOWN = 10_000  # addresses that are remembered at once


class Counter:
    """Counts requests by key in windows of a minute."""

    def __init__(self) -> None:
        self._counted: dict[str, tuple[float, int]] = {}

    def wait(self, key: str, *, most: int, at: float) -> int:
        """Count one more; the seconds to wait where it is too many, else 0. `at` is seconds on any steady clock."""
        began, count = self._counted.get(key, (at, 0))
        if at - began >= WINDOW:
            began, count = at, 0
        if count >= most:
            return max(1, math.ceil(began + WINDOW - at))
        if len(self._counted) >= MOST_KNOWN and key not in self._counted:
            self._forget(at)
        self._counted[key] = (began, count + 1)
        return 0

    def clear(self) -> None:
        self._counted.clear()

    def _forget(self, at: float) -> None:
        # A copy: other threads count meanwhile.
        left = {key: entry for key, entry in list(self._counted.items()) if at - entry[0] < WINDOW}
        self._counted = left if len(left) < MOST_KNOWN else {}


counter = Counter()
