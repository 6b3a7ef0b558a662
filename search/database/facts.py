"""What all listings of a language answer to filters and orders, kept by each process.

A set of listings is one whole number with a bit for each, so that counting what every choice would leave takes a
thousandth of a second, however much there is; reading the rows anew for each search took seconds.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import compress

from search.analysis.folding import folded
from search.editions import Kept
from search.engine import Question
from search.facets import answers, bands, near, on_days
from search.models import Edition, Listing

FRESH = timedelta(days=90)
FRESHER, POPULAR = 0.06, 0.06  # what being new and being bought often add, at most
SOLD_OUT, OVER = 0.5, 0.35
NEVER, NOT_SOLD = "9999", -1
MOST_EMPTY = 1_000  # places of what is gone, until all is counted anew
BITS = {"0": 0, "1": 1}
COLUMNS = (
    *("pk", "kind", "title", "themes", "teachers", "level", "spoken", "place", "latitude", "longitude"),
    *("dates", "over", "prices", "free", "rating", "popularity", "published_at"),
)


class Facts:
    """Listings by their places, 0 and up; what has changed is known by a new one, made of the old one."""

    def __init__(self, before: Facts | None = None) -> None:
        self.places: dict[int, int] = dict(before.places) if before else {}
        self.listings = array("q", before.listings if before else ())
        self.there = before.there if before else 0
        self.bits: dict[str, dict[str, int]] = defaultdict(dict)
        if before:
            self.bits.update({facet: dict(values) for facet, values in before.bits.items()})
        self.titles: list[str] = list(before.titles) if before else []
        self.firsts: list[str] = list(before.firsts) if before else []
        self.rating = array("f", before.rating if before else ())
        self.published = array("d", before.published if before else ())
        self.popularity = array("q", before.popularity if before else ())
        self.sinking = array("f", before.sinking if before else ())
        self.prices: dict[str, array] = {
            currency: array("q", amounts) for currency, amounts in (before.prices if before else {}).items()
        }
        self.dates: dict[int, list] = dict(before.dates) if before else {}
        self.points: dict[int, tuple[float, float]] = dict(before.points) if before else {}
        self._lively: tuple[datetime, array] | None = None

    # Learning ---------------------------------------------------------------------------

    def take(self, rows: Iterable) -> None:
        """Know these rows, with COLUMNS, as they are now."""
        some = list(rows)
        self._forget(self.places[row.pk] for row in some if row.pk in self.places)
        fresh: dict[tuple[str, str], list[int]] = defaultdict(list)
        there = []
        for row in some:
            place = self._place_of(row.pk)
            there.append(place)
            self._note(place, row)
            for facet, values in _answers(row).items():
                for value in values:
                    fresh[facet, value].append(place)
        for (facet, value), places in fresh.items():
            self.bits[facet][value] = self.bits[facet].get(value, 0) | bits_of(places)
        self.there |= bits_of(there)

    def keep_only(self, listings: Collection[int]) -> None:
        """Forget all others. Their places stay empty."""
        gone = self.places.keys() - set(listings)
        self._forget([self.places.pop(listing) for listing in gone])

    def _forget(self, places: Iterable[int]) -> None:
        left = self.there & ~bits_of(places)
        if left != self.there:
            self.there = left
            for values in self.bits.values():
                for value, bits in list(values.items()):
                    if bits & left:
                        values[value] = bits & left
                    else:
                        del values[value]

    def _place_of(self, listing: int) -> int:
        if listing not in self.places:
            self.places[listing] = len(self.listings)
            self.listings.append(listing)
            self.titles.append("")
            self.firsts.append(NEVER)
            for numbers in (self.rating, self.published, self.popularity, self.sinking):
                numbers.append(0)
            for amounts in self.prices.values():
                amounts.append(NOT_SOLD)
        return self.places[listing]

    def _note(self, place: int, row) -> None:
        self.titles[place] = spaced(row.title)
        self.firsts[place] = row.dates[0][0] if row.dates else NEVER
        self.rating[place] = row.rating or 0
        self.published[place] = row.published_at.timestamp() if row.published_at else 0
        self.popularity[place] = row.popularity
        self.sinking[place] = OVER if row.over else SOLD_OUT if row.free is False else 1
        for currency in row.prices.keys() - self.prices.keys():
            self.prices[currency] = array("q", [NOT_SOLD]) * len(self.listings)
        for currency, amounts in self.prices.items():
            amounts[place] = row.prices.get(currency, NOT_SOLD)
        for kept, value in (
            (self.dates, row.dates),
            (self.points, None if None in (row.latitude, row.longitude) else (row.latitude, row.longitude)),
        ):
            kept.pop(place, None)
            if value:
                kept[place] = value

    # Asking -----------------------------------------------------------------------------

    def among(self, listings: Iterable[int]) -> int:
        """Those of these listings that are known."""
        return bits_of(self.places[one] for one in listings if one in self.places) & self.there

    def within(self, question: Question) -> int:
        """Those that lie between the days and prices, and as near, as was typed."""
        found = self.there
        if question.first or question.last:
            found &= bits_of(
                place for place, spans in self.dates.items() if on_days(spans, question.first, question.last)
            )
        if question.least is not None or question.most is not None:
            least, most = max(question.least or 0, 0), question.most
            amounts = enumerate(self.prices.get(question.currency, ()))
            found &= bits_of(place for place, amount in amounts if amount >= least and (most is None or amount <= most))
        if question.around:
            found &= bits_of(place for place, point in self.points.items() if near(*point, question.around))
        return found

    def price(self, place: int, currency: str) -> int | None:
        """In minor units; nothing for what is not sold in that currency."""
        amounts = self.prices.get(currency)
        return None if amounts is None or amounts[place] == NOT_SOLD else amounts[place]

    def values(self, facet: str, currency: str) -> dict[str, int]:
        """Which listings answer what to a facet."""
        return self.bits.get(f"price {currency}" if facet == "price" else facet, {})

    def lively(self, at: datetime) -> array:
        """Fresh and popular raise gently, sold out and over sink; to the hour."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        kept = self._lively
        if kept is None or kept[0] != hour:
            now, fresh = at.timestamp(), FRESH.total_seconds()
            kept = self._lively = (
                hour,
                array(
                    "f",
                    (
                        sinking * (1 + FRESHER / (1 + max((now - when) / fresh, 0)) + POPULAR * (1 - 1 / (1 + often)))
                        for sinking, when, often in zip(self.sinking, self.published, self.popularity, strict=True)
                    ),
                ),
            )
        return kept[1]


def facts(language: str) -> Facts:
    """All listings of a language as they are now; only what has changed is read anew."""
    return _kept.of(language)


def bits_of(places: Iterable[int]) -> int:
    """A set of places as one number."""
    some = list(places)
    octets = bytearray(max(some, default=0) // 8 + 1)
    for place in some:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def places_of(bits: int) -> Iterator[int]:
    """The places of a set, the first one first."""
    return compress(range(bits.bit_length()), map(BITS.__getitem__, f"{bits:b}"[::-1]))


def spaced(text: str) -> str:
    """The folded words of a text, with a space around each."""
    return f" {' '.join(folded(text))} "


def _answers(row) -> dict[str, list[str]]:
    found = answers(row, currency="")
    del found["price"]
    for currency, amount in row.prices.items():
        found[f"price {currency}"] = bands(amount, currency=currency)
    return found


def _read(edition: Edition, before: tuple[Edition, Facts] | None) -> Facts:
    rows = Listing.objects.filter(language=edition.language).order_by("pk")
    if before and len(before[1].listings) - len(before[1].places) > MOST_EMPTY:
        before = None
    found = Facts(before[1] if before else None)
    changed = rows.filter(edition__gt=before[0].number) if before else rows
    found.take(changed.values_list(*COLUMNS, named=True).iterator(chunk_size=2_000))
    if before and edition.gone > before[0].number:
        found.keep_only(rows.values_list("pk", flat=True))
    return found


_kept = Kept(_read)
