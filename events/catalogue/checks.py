"""What an event's page may lack to be booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from events.catalogue.models import Event, EventDate
from events.catalogue.pages import EventPage
from home.pages.checks import Finding
from home.pages.records import writes_record


def event_lacks(page: EventPage, *, at: datetime) -> Iterable[Finding]:
    """Tickets with prices on the page that writes the record, and on every page a date that is still to come."""
    if writes_record(page, Event):
        tickets = list(page.tickets.all())
        if not tickets or any(not ticket.prices for ticket in tickets):
            yield Finding(
                "shop-no-price", _("A price is missing"), _("Each kind of ticket needs one: write it under Tickets")
            )
    dates = EventDate.objects.live().filter(event__translation_key=page.translation_key)
    if dates.exists() and not dates.filter(ends_at__gt=at).exists():
        yield Finding(
            "shop-event-over",
            _("Every date is over"),
            _("Add a new date, or unpublish the page"),
        )
