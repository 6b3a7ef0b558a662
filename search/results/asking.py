"""What a visitor types beside the words: days, distance, and between which prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from home.listing.catalogue import Narrowing
from home.listing.typed import Point, Typed
from money import Money, format_round, minor_digits
from search.engine import MOST_LETTERS, Around, Hit

MOST_WHOLE = 1_000_000  # of a currency


@dataclass
class Asked(Typed):
    """Prices are whole units of the currency, as they were typed; in minor units, as they were understood."""

    words: str = ""
    least: int | None = None
    most: int | None = None

    @property
    def around(self) -> Around | None:
        return self.near and Around(self.near.latitude, self.near.longitude, self.radius)

    def narrowings(self, *, currency: str, language: str) -> list[Narrowing[Hit]]:
        said = [self.since, self.until, self.within]
        for name, amount, words in (
            ("least", self.least, _("From %(amount)s")),
            ("most", self.most, _("Up to %(amount)s")),
        ):
            if amount is not None:
                price = format_round(Money(amount, currency), language=language)
                said.append(([(name, self.typed[name])], words % {"amount": price}))
        # The engine has left out what does not fit.
        return [Narrowing(tuple(pairs), label, lambda hit: hit) for pairs, label in filter(None, said)]


def asked_of(query: QueryDict, towns: Mapping[str, Point], *, currency: str) -> Asked:
    """Read an address."""
    asked = Asked(words=words_of(query))
    asked.read(query, towns)
    asked.typed |= {name: query.get(name, "").strip()[:12] for name in ("least", "most")}
    asked.least = _amount(asked, "least", currency)
    asked.most = _amount(asked, "most", currency)
    if asked.least is not None and asked.most is not None and asked.most < asked.least:
        asked.errors["most"] = _("This is less than the least.")
        asked.most = None
    return asked


def words_of(query: QueryDict) -> str:
    """The words in an address; NUL is what no database takes."""
    return " ".join(query.get("q", "")[: 2 * MOST_LETTERS].replace("\0", " ").split())[:MOST_LETTERS]


def _amount(asked: Asked, name: str, currency: str) -> int | None:
    typed = asked.typed[name]
    if not typed:
        return None
    # Figures of any script are figures.
    if not typed.isdecimal() or int(typed) > MOST_WHOLE:
        asked.errors[name] = _("Write a whole number, like 40.")
        return None
    return int(typed) * 10 ** minor_digits(currency)
