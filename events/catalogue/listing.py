"""The list of events as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from events.catalogue import queries, words
from events.catalogue.models import Event
from home.cards import Card, PriceTag
from shop.contract import currency_of


@dataclass(frozen=True)
class Row:
    """One event in the almanac: when, what, where, how full, from how much."""

    card: Card
    shown: queries.Shown
    where: str

    @property
    def days(self) -> tuple[str, str]:
        """When, large and small."""
        return words.almanac(self.shown.next.date) if self.shown.next else ("", "")

    @property
    def iso(self) -> str:
        """The first day for machines."""
        date = self.shown.next and self.shown.next.date
        return words.there(date.starts_at, date).date().isoformat() if date else ""

    @property
    def more(self) -> int:
        """How many dates come after the one that is named."""
        return max(0, len(self.shown.to_come) - 1)

    @property
    def price(self) -> PriceTag | None:
        return self.card.price


class EventList:
    """Every published event in one language, those to come first. At most nine queries."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language()
        self.at = timezone.now()

    @cached_property
    def rows(self) -> list[Row]:
        shown = queries.shown(
            Event.objects.live(), language=self.language, currency=currency_of(self.request), at=self.at
        )
        cards = queries.cards_of(shown, language=self.language, request=self.request)
        return [Row(card, row, card.kind_label) for card, row in zip(cards, shown, strict=True)]

    @property
    def to_come(self) -> list[Row]:
        return [row for row in self.rows if row.shown.to_come]

    @property
    def over(self) -> list[Row]:
        return [row for row in self.rows if not row.shown.to_come]
