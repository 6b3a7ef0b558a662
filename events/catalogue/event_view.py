"""An event as its page shows it to one visitor: when, where, what is left at what price, who teaches."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from events.catalogue import queries, states, words
from events.catalogue.addresses import booking_address, calendar_address
from events.catalogue.booking import BookingForm
from events.catalogue.kinds import Kind, counts_of, number_in
from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from events.catalogue.place import Place
from events.catalogue.queries import ShownDate
from events.catalogue.selling import TICKET
from events.catalogue.structured import structured
from events.catalogue.terms import Typed, code_of, moments_of
from home.cards import PriceTag
from home.pages.facts import Fact, language
from home.snippets import Person
from money import minor_digits
from shop.contract import (
    Offer,
    PageReviews,
    cart_lines_of,
    currency_of,
    entitled_ids,
    page_reviews,
    visitor_of,
    waiting_address,
)


class EventView:
    """Everything beside the page's own words. At most thirteen queries, however much there is of anything."""

    def __init__(
        self, page: EventPage, request: HttpRequest, *, as_attendee: bool = False, booking: BookingForm | None = None
    ) -> None:
        self.page = page
        self.request = request
        self.booking = booking
        self.language = get_language()
        self.at = timezone.now()
        self.currency = currency_of(request)
        self._as_attendee = as_attendee

    def ask(self, gathering) -> None:
        """Have every picture of the page fetched together."""
        gathering.want_picture(self.page.cover, "hero")
        for teacher in self.teachers:
            gathering.want_picture(teacher.portrait, "portrait")
        if self.place and self.place.venue.picture:
            gathering.want_picture(self.place.venue.picture, "plate")

    # The record ---------------------------------------------------------------------

    @cached_property
    def record(self) -> Event:
        """The record; before the first publication, one that says what the page would."""
        event = Event.objects.filter(translation_key=self.page.translation_key).first()
        return event or self._draft()

    def _draft(self) -> Event:
        page = self.page
        return Event(
            translation_key=page.translation_key,
            source_language=self.language,
            spoken=page.spoken,
            online=page.online,
            venue_key=page.venue.translation_key if page.venue else None,
            teachers=[str(row.person.translation_key) for row in page.teachers.all()],
            cancellation=[[row.days_before, row.percent] for row in page.cancellation.all()],
        )

    @cached_property
    def dates(self) -> list[ShownDate]:
        """All dates, the first one first; before the first publication, those of the draft."""
        if self.record.pk:
            return queries.dates_of(
                [self.record], currency=self.currency, at=self.at, cart_lines=cart_lines_of(self.request)
            )[self.record.pk]
        typed = Typed.of(self.page)
        drafts = [self._draft_date(row, typed) for row in typed.dates]
        return sorted(drafts, key=lambda shown: shown.date.starts_at)

    def _draft_date(self, row, typed: Typed) -> ShownDate:
        starts, ends, admission = moments_of(row, typed.zone)
        date = EventDate(code=code_of(row), starts_at=starts, ends_at=ends, admission_at=admission)
        date.zone = row.zone or typed.zone
        return ShownDate(date, [], {}, states.of_date(date, [], at=self.at), None)

    @cached_property
    def chosen(self) -> ShownDate | None:
        """The date that is asked for, else the next one that can be booked, else the next, else the last."""
        asked = self.booking.date.code if self.booking else self.request.GET.get("date")
        to_come = self.to_come
        bookable = [shown for shown in to_come if shown.standing.can_be_booked]
        by_code = [shown for shown in self.dates if shown.date.code == asked]
        held = [shown for shown in to_come if not shown.date.cancelled]
        return next(iter([*by_code, *bookable, *held, *to_come, *reversed(self.dates)]), None)

    @property
    def to_come(self) -> list[ShownDate]:
        return [shown for shown in self.dates if shown.date.ends_at > self.at]

    @property
    def over(self) -> bool:
        return bool(self.dates) and not self.to_come

    # When -----------------------------------------------------------------------------

    @property
    def days(self) -> str:
        return words.days(self.chosen.date) if self.chosen else ""

    @property
    def choices(self) -> list[dict]:
        """The dates to choose from, each with its address; none where there is no choice."""
        if len(self.to_come) < 2:
            return []
        return [
            {
                "label": words.when(shown.date),
                "url": f"?date={shown.date.code}#places",
                "note": shown.standing.label,
                "tone": shown.standing.tone,
                "current": shown is self.chosen,
            }
            for shown in self.to_come
        ]

    @property
    def times(self) -> list[dict]:
        """Begin and end, each with the moment for machines."""
        if not self.chosen:
            return []
        date = self.chosen.date
        moments = [
            ("calendar", _("Begins"), date.starts_at),
            ("ticket", _("Doors open"), date.admission_at),
            ("clock", _("Ends"), date.ends_at),
        ]
        local = [(icon, label, words.there(moment, date)) for icon, label, moment in moments if moment]
        return [
            {"icon": icon, "label": label, "iso": moment.isoformat(), "words": words.moment(moment)}
            for icon, label, moment in local
        ]

    @property
    def iso_days(self) -> str:
        """The chosen days for machines."""
        date = self.chosen.date
        first, last = (words.there(moment, date).date() for moment in (date.starts_at, date.ends_at))
        return f"{first}" if first == last else f"{first}/{last}"

    @property
    def zone(self) -> str:
        return words.zone(self.chosen.date) if self.chosen else ""

    @property
    def moved_from(self) -> str:
        date = self.chosen.date if self.chosen else None
        if date is None or date.state != EventDate.State.MOVED or not date.moved_from:
            return ""
        return words.moment(words.there(date.moved_from, date))

    @property
    def calendar_url(self) -> str:
        return calendar_address(self.chosen.date) if self.chosen and self.chosen.date.pk else ""

    @cached_property
    def reviews(self) -> PageReviews | None:
        """What people say of it; two queries."""
        return page_reviews(self.record, self.request)

    # What is sold -----------------------------------------------------------------------

    @property
    def add_url(self) -> str:
        return booking_address(self.chosen.date) if self.chosen and self.chosen.date.pk else ""

    @cached_property
    def tickets(self) -> list[Kind]:
        return self._kinds(self.page.tickets.all(), ticket=True)

    @cached_property
    def options(self) -> list[Kind]:
        return self._kinds(self.page.options.all(), ticket=False)

    def _kinds(self, rows, *, ticket: bool) -> list[Kind]:
        if not self.chosen:
            return []
        offers = {offer.code: offer for offer in self.chosen.offers if (offer.kind == TICKET) == ticket}
        return [self._kind(row, offers[row.code]) for row in rows if row.code in offers and offers[row.code].published]

    def _kind(self, row, offer: Offer) -> Kind:
        places = self.chosen.places.get(offer.pk)
        price = offer.price_at(self.at, currency=self.currency)
        counts = counts_of(offer, places)
        field = self.booking[offer.key] if self.booking and offer.key in self.booking.fields else None
        return Kind(
            key=offer.key,
            title=row.title,
            text=row.text,
            price=price,
            standing=states.of_offer(offer, places, at=self.at),
            until=self._early_until(offer, price),
            counts=counts,
            chosen=number_in(field.value()) if field else 0,
            errors=list(field.errors) if field else [],
            waiting_url=waiting_address(offer, places, at=self.at),
        )

    def _early_until(self, offer: Offer, price: PriceTag | None) -> str:
        """The last day of an early price, on the clock at the place."""
        ends = next((row.sale_until for row in offer.prices.all() if row.currency == self.currency), None)
        if price is None or price.was is None or ends is None:
            return ""
        return words.day(words.there(ends, self.chosen.date) - timedelta(days=1))

    @property
    def can_be_booked(self) -> bool:
        return any(ticket.can_be_booked for ticket in self.tickets)

    @property
    def can_be_waited_for(self) -> bool:
        return any(ticket.waiting_url for ticket in self.tickets)

    @property
    def price(self) -> PriceTag | None:
        return self.chosen.price if self.chosen else None

    @property
    def digits(self) -> int:
        """How many digits an amount has after the point."""
        return minor_digits(self.currency)

    @property
    def other_currencies(self) -> list[str]:
        """Where nothing has a price in the visitor's currency: those in which there is one."""
        if not self.chosen or not self.chosen.tickets or self.price is not None:
            return []
        priced = {price.currency for offer in self.chosen.tickets for price in offer.prices.all()}
        return [code for code in settings.SHOP_CURRENCIES if code in priced]

    @property
    def cancellation(self) -> list[dict]:
        """What is given back until when, as the steps fall on the chosen date."""
        if not self.chosen:
            return []
        starts = words.there(self.chosen.date.starts_at, self.chosen.date)
        return [
            {"until": words.day(starts - timedelta(days=days)), "days": days, "percent": percent}
            for days, percent in self.record.cancellation
        ]

    # Where, who -------------------------------------------------------------------------

    @cached_property
    def place(self) -> Place | None:
        venue = queries.venues_of([self.record], language=self.language).get(self.record.venue_key)
        return Place(venue) if venue else None

    @cached_property
    def teachers(self) -> list[Person]:
        people = queries.people_of([self.record], language=self.language)
        return [people[key] for key in self.record.teachers if key in people]

    @cached_property
    def hue(self) -> str:
        """The colour of its first theme."""
        first = self.page.themes.all().select_related("theme").first() if self.page.pk else None
        return first.theme.hue if first else ""

    @property
    def facts(self) -> list[Fact]:
        where = self.place.in_short if self.place else pgettext("an event", "Online")
        return [
            Fact("pin", _("Where"), where),
            Fact("language", pgettext("of a course", "Spoken"), language(self.record.spoken)),
        ]

    @cached_property
    def attends(self) -> bool:
        """Whether the visitor has booked one of its dates."""
        if self._as_attendee:
            return True
        mine = entitled_ids(visitor_of(self.request), EventDate)
        return any(shown.date.pk in mine for shown in self.dates)

    @property
    def structured(self) -> list[dict]:
        """The dates to come for search engines, as schema.org has them."""
        return structured(self)
