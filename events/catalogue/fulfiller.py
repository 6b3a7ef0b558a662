"""What events promise the shop: for admission, and for what comes on top of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.booking import operations
from events.booking.checkout import AttendeesStep
from events.booking.letters import calendars
from events.booking.models import Attendee
from events.booking.paper import attached
from events.booking.tickets import tickets_of
from events.catalogue import queries, words
from events.catalogue.models import Event, EventDate
from events.catalogue.rows import OptionRow, TicketRow
from events.catalogue.scale import share_of, steps_of
from events.catalogue.selling import OPTION, TICKET
from events.catalogue.words import KIND
from events.changes import operations as changes
from events.changes.queries import goes_back_in_full
from home.cards import Card
from shop.contract import (
    Attachment,
    CheckoutStep,
    Description,
    Fulfiller,
    NextStep,
    Offer,
    Unavailable,
    end_access,
    give_access,
)


class AdmissionFulfiller(Fulfiller):
    """Tickets for a date."""

    kind = TICKET
    kind_label = KIND
    rows: type[TicketRow | OptionRow] = TicketRow
    had_once = False  # one books for oneself today, for a friend tomorrow

    def cards(self, offers: Iterable[Offer], *, language: str) -> dict[int, Card]:
        offers = list(offers)
        dates = EventDate.objects.select_related("event").in_bulk([offer.record_id for offer in offers])
        events = Event.objects.filter(pk__in={date.event_id for date in dates.values()})
        with translation.override(language):
            shown = queries.shown(events, language=language, currency="", at=timezone.now(), fallback=True)
            cards = queries.cards_of(shown, language=language)
            known = {row.event.pk: (row.page, card) for row, card in zip(shown, cards, strict=True)}
            titles = _titles(self.rows, [page.pk for page, _card in known.values()])
            found = {}
            for offer in offers:
                date = dates.get(offer.record_id)
                if date and date.event_id in known:
                    page, card = known[date.event_id]
                    title = titles.get((page.pk, offer.code), offer.code)
                    found[offer.pk] = self.card_of(offer, date, card, title)
        return found

    def card_of(self, offer: Offer, date: EventDate, card: Card, title: str) -> Card:
        """How one offer looks, from the card of its event."""
        return _about(card, offer, date, card.title, title)

    def grant(self, line) -> None:
        give_access(line, line.record, at=line.order.paid_at)
        operations.book(line, at=line.order.paid_at)
        # The money may have come after the date was moved.
        changes.catch_up(line)

    def checkout_step(self) -> CheckoutStep | None:
        return AttendeesStep(self.cards)

    def revoke(self, line) -> None:
        at = timezone.now()
        end_access(line, at=at)
        operations.cancel(line, at=at)

    def revalidate(self, line) -> None:
        date = line.offer.record
        if date.cancelled:
            raise Unavailable(_("This date has been cancelled."))
        if date.ends_at <= timezone.now():
            raise Unavailable(_("This date is over."))

    def may_be_cancelled(self, line, *, at: datetime) -> bool:
        date = line.record
        if date.cancelled or at >= date.starts_at:
            return False
        return bool(steps_of(line)) or goes_back_in_full(line, at=at)

    def refund_share(self, line, *, at: datetime) -> Fraction:
        date = line.record
        if goes_back_in_full(line, at=at):
            return Fraction(1)
        steps = steps_of(line)
        return share_of(steps, starts_at=date.starts_at, zone=date.zone, at=at) if steps else Fraction(1)

    def describe(self, line, *, language: str) -> Description:
        date = line.record
        with translation.override(language):
            text = f"{words.when(date)}, {words.zone(date)}."
            return Description(text, self.attachments(line, language=language))

    def attachments(self, line, *, language: str) -> tuple[Attachment, ...]:
        """Tickets and the date for calendars, as far as they are made."""
        now = timezone.now()
        tickets = tickets_of(Attendee.objects.booked().filter(booking__line=line), language=language, at=now)
        return (*attached(tickets, language=language), *calendars(tickets, at=now))

    def next_step(self, line, *, language: str) -> NextStep | None:
        date = line.record
        with translation.override(language):
            if date.cancelled or date.ends_at <= timezone.now():
                return None
            return NextStep(_("Your tickets"), reverse("tickets:order", args=[line.order.secret]), words.when(date))


class OptionFulfiller(AdmissionFulfiller):
    """What comes on top of a ticket: it goes with one, and gives no admission by itself."""

    kind = OPTION
    kind_label = gettext_lazy("Comes with a ticket")
    rows = OptionRow

    def card_of(self, offer: Offer, date: EventDate, card: Card, title: str) -> Card:
        return _about(card, offer, date, title, card.title)

    def goes_on_top(self, offer: Offer, below: Offer) -> bool:
        return below.kind == TICKET and super().goes_on_top(offer, below)

    def grant(self, line) -> None:
        """Nothing opens by it; the paid line says that it is wanted."""

    def checkout_step(self) -> CheckoutStep | None:
        return None

    def attachments(self, line, *, language: str) -> tuple[Attachment, ...]:
        return ()

    def next_step(self, line, *, language: str) -> NextStep | None:
        return None


def _about(card: Card, offer: Offer, date: EventDate, title: str, detail: str) -> Card:
    url = f"{card.url}?date={date.code}" if card.url else ""
    said = {"key": offer.key, "kind_label": str(KIND), "url": url, "title": title, "facts": (detail, words.when(date))}
    return replace(card, **said, price=None, states=())


def _titles(rows: type[TicketRow | OptionRow], pages: list[int]) -> dict[tuple[int, str], str]:
    """What things are called on pages, by the page and the code; one query."""
    named = rows.objects.filter(page__in=pages).values_list("page", "code", "title")
    return {(page, code): title for page, code, title in named}
