"""What a paper comes to, tax by tax; every sum is exact to the minor unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from money import shared_out
from shop.orders.models import OrderLine


class CannotCredit(Exception):
    """More would be credited than was invoiced."""


@dataclass(frozen=True)
class TaxPart:
    """What of a sum is taxed at one rate, and the tax in it; minor units."""

    percent: Decimal
    gross: int
    tax: int

    @property
    def net(self) -> int:
        return self.gross - self.tax


def parts_of(lines: Iterable[OrderLine]) -> list[TaxPart]:
    """An order's lines by rate, highest first; the tax is what was written down with each line."""
    gross: dict[Decimal, int] = defaultdict(int)
    tax: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        gross[line.tax_percent] += line.total_amount
        tax[line.tax_percent] += line.tax_amount
    return [TaxPart(percent, gross[percent], tax[percent]) for percent in sorted(gross, reverse=True)]


def credited(
    sold: list[TaxPart], before: list[TaxPart], *, amount: int, lines: Iterable[OrderLine] = ()
) -> list[TaxPart]:
    """What a refund takes back of each rate: of the rates of `lines` first, then of all that is left.

    `before` is what was credited already. When everything is credited, nothing is left of any rate and any tax.
    Raises CannotCredit.
    """
    done = _by_rate(before)
    left = {part.percent: part.gross - done[part.percent].gross for part in sold}
    if amount > sum(left.values()):
        raise CannotCredit(f"Only {sum(left.values())} of {amount} were invoiced and not credited yet.")
    wanted = {part.percent: part.gross for part in parts_of(lines)}
    first = {percent: min(wanted.get(percent, 0), rest) for percent, rest in left.items()}
    of_lines = min(amount, sum(first.values()))
    taken = shared_out(of_lines, list(first.values()))
    others = [rest - part for rest, part in zip(left.values(), taken, strict=True)]
    more = shared_out(amount - of_lines, others)
    parts = [
        _part(part, done[part.percent], gross=some + rest) for part, some, rest in zip(sold, taken, more, strict=True)
    ]
    return [part for part in parts if part.gross]


def _part(sold: TaxPart, before: TaxPart, *, gross: int) -> TaxPart:
    """The tax of all credits together is always the rounded share of the whole tax, so that the last one fits."""
    if not sold.gross:
        return TaxPart(sold.percent, 0, 0)
    together = (2 * sold.tax * (before.gross + gross) + sold.gross) // (2 * sold.gross)
    return TaxPart(sold.percent, gross, min(max(together - before.tax, 0), gross))


def _by_rate(parts: Iterable[TaxPart]) -> dict[Decimal, TaxPart]:
    sums: dict[Decimal, TaxPart] = defaultdict(lambda: TaxPart(Decimal(0), 0, 0))
    for part in parts:
        known = sums[part.percent]
        sums[part.percent] = TaxPart(part.percent, known.gross + part.gross, known.tax + part.tax)
    return sums
