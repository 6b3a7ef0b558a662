"""What editors are told of an event beside its form: how each date is sold, and what hinders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from events.catalogue import words
from events.catalogue.models import Event, EventDate
from events.catalogue.selling import TICKET
from shop.contract import Offer, Places, offers_of, places_of, prices_in_words, sold_codes, state_in_words


@dataclass(frozen=True)
class SoldHere:
    """One offer of a date, in words for editors."""

    offer: Offer
    state: str
    prices: list[str]
    places: Places | None


@dataclass(frozen=True)
class DateSale:
    """How one date is sold at a time."""

    date: EventDate
    label: str
    offers: list[SoldHere]
    booked: bool = False
    over: bool = False

    @property
    def changes(self) -> list:
        """What was announced to whoever booked, the newest first."""
        return sorted(self.date.changes.all(), key=lambda change: -change.pk)

    @property
    def untold(self) -> bool:
        """Whether it was booked, and moved or cancelled since, without anybody being told."""
        if not self.booked or self.over or self.date.state == EventDate.State.SCHEDULED:
            return False
        told = self.changes[0] if self.changes else None
        return told is None or told.kind != self.date.state or told.starts_at != self.date.starts_at

    @property
    def house(self) -> Places | None:
        """The largest number of places that admission on this date shares."""
        known = [sold.places for sold in self.offers if sold.offer.kind == TICKET and sold.places]
        return max(known, key=lambda places: places.size, default=None)


@dataclass(frozen=True)
class Sale:
    """How an event is sold at a time, in words."""

    event: Event | None
    dates: list[DateSale] = field(default_factory=list)
    next: DateSale | None = None

    @property
    def label(self) -> str:
        if self.event is None:
            return _("Nobody has published it yet")
        if self.next is None:
            return _("No date to come")
        return self.next.offers[0].state if self.next.offers else words.date_state(self.next.date)

    @property
    def stopped(self) -> bool:
        sold = [sold.offer for date in self.dates for sold in date.offers]
        return bool(sold) and all(offer.stopped for offer in sold)

    @property
    def trouble(self) -> str:
        return self.event.trouble if self.event else ""

    @property
    def when(self) -> str:
        return self.next.label if self.next else ""

    @property
    def taken(self) -> str:
        """How full the next date is."""
        places = self.next.house if self.next else None
        return _("%(taken)s of %(size)s") % {"taken": places.taken, "size": places.size} if places else ""


def sales_of(pages: Iterable[Page], *, at: datetime) -> dict[int, Sale]:
    """How the events of these pages are sold, by page id, whichever translations the pages are; in eight queries."""
    keys = {page.pk: page.translation_key for page in pages}
    events = {event.translation_key: event for event in Event.objects.filter(translation_key__in=keys.values())}
    live = EventDate.objects.live().filter(event__in=events.values()).prefetch_related("changes")
    dates = list(live.order_by("starts_at", "pk"))
    offers, booked = offers_of(dates), sold_codes(dates)
    places = places_of([offer for some in offers.values() for offer in some])
    by_event: dict[int, list[DateSale]] = defaultdict(list)
    for date in dates:
        sold = [sold_here(offer, places.get(offer.pk), at=at) for offer in offers[date.pk]]
        over = date.ends_at <= at
        by_event[date.event_id].append(DateSale(date, words.when(date), sold, bool(booked.get(date.pk)), over))
    return {pk: _sale(events.get(key), by_event, at=at) for pk, key in keys.items()}


def sale_of(page: Page, *, at: datetime) -> Sale:
    """The same for one page; one that was never saved is sold nowhere."""
    return sales_of([page], at=at)[page.pk]


def facts_of(page: Page, *, at: datetime) -> list[str]:
    """When and how it is sold, for those who translate it."""
    sale = sale_of(page, at=at)
    shown = (f"{sold.offer.code}: {' · '.join(sold.prices)}" for sold in (sale.next.offers if sale.next else ()))
    return [sale.when, sale.label, *shown]


def _sale(event: Event | None, by_event: dict[int, list[DateSale]], *, at: datetime) -> Sale:
    if event is None:
        return Sale(None)
    dates = by_event[event.pk]
    to_come = [sale for sale in dates if sale.date.ends_at > at]
    return Sale(event, dates, next((sale for sale in to_come if not sale.date.cancelled), next(iter(to_come), None)))


def sold_here(offer: Offer, places: Places | None, *, at: datetime) -> SoldHere:
    """One offer of a date as editors read it."""
    return SoldHere(offer, state_in_words(offer.state_at(at)), prices_in_words(offer, at=at), places)
