"""Amounts of money and the arithmetic that a shop needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


@dataclass(frozen=True)
class Money:
    """A whole number of minor units (cents) of one currency (ISO 4217)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        # A float that slips in here would be off by a cent somewhere else.
        if type(self.minor) is not int:
            raise TypeError(f"Money counts whole minor units, not {self.minor!r}.")

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} have no sum.")
        return other


def tax_included(gross: Money, *, percent: Decimal) -> Money:
    """The tax inside a gross price, rounded half up to the minor unit."""
    share = Decimal(gross.minor) * percent / (Decimal(100) + percent)
    return Money(int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP)), gross.currency)


def shared_out(minor: int, weights: Sequence[int]) -> list[int]:
    """A whole number of minor units in parts that are as their weights, and add up to it: the largest remainders
    get what rounding down leaves, the first of equal ones first. No part is larger than its weight where the
    weights add up to as much. Nothing weighs: nothing may be shared out (ValueError).
    """
    whole = sum(weights)
    if not whole:
        if minor:
            raise ValueError("Nothing weighs, so nothing can be shared out.")
        return [0 for _ in weights]
    parts = [minor * weight // whole for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(minor * weights[place] % whole), place))
    for place in by_remainder[: minor - sum(parts)]:
        parts[place] += 1
    return parts
