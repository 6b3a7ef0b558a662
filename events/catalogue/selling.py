"""Each date's offers and places, as the page's ticket types, options and limits have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.catalogue.kept import too_few
from events.catalogue.models import Event, EventDate
from events.catalogue.rows import OptionRow, TicketRow
from events.catalogue.terms import Typed, prices_on
from shop.contract import Offer, TooFewPlaces, drop_quota, put_on_sale, set_quota, take_off_sale

TICKET = "event"
OPTION = "event_option"
TAX_CLASS = "event"  # admission: taxed where it takes place, and no right of withdrawal


def put_dates_on_sale(event: Event, dates: list[EventDate], typed: Typed, *, few_left: int, at: datetime) -> list[str]:
    """Sell on each date what the page says, and limit it; what could not be taken over, in words.

    Places that would be fewer than are taken stay as they were, whatever else is new.
    """
    cause = at.isoformat()
    troubles: list[str] = []
    for date in event.dates.exclude(pk__in=[date.pk for date in dates]).order_by("pk"):
        take_off_sale(date, cause=cause)
    for date in dates:
        offers = _offers(event, date, typed, cause=cause)
        troubles += _limits(date, offers, typed, few_left=few_left)
    return list(dict.fromkeys(troubles))


def _offers(event: Event, date: EventDate, typed: Typed, *, cause: str) -> dict[str, Offer]:
    """What is sold on a date, by its code; a cancelled date sells nothing."""
    if date.cancelled:
        take_off_sale(date, cause=cause)
        return {offer.code: offer for offer in date.offers.all()}
    rows = [(TICKET, row) for row in typed.tickets] + [(OPTION, row) for row in typed.options]
    take_off_sale(date, but=[row.code for _kind, row in rows], cause=cause)
    return {row.code: _offer(event, date, kind, row, cause=cause) for kind, row in rows}


def _offer(event: Event, date: EventDate, kind: str, row: TicketRow | OptionRow, *, cause: str) -> Offer:
    until = getattr(row, "sale_until", None)
    return put_on_sale(
        date,
        kind=kind,
        code=row.code,
        prices=prices_on(row, date.starts_at, date.zone),
        tax_class=TAX_CLASS,
        tax_country=event.country,
        sale_from=getattr(row, "sale_from", None),
        sale_until=min(until, date.starts_at) if until else date.starts_at,
        least_per_order=getattr(row, "least", 1),
        most_per_order=row.most,
        on_top=kind == OPTION,
        cause=cause,
    )


def _limits(date: EventDate, offers: dict[str, Offer], typed: Typed, *, few_left: int) -> Iterator[str]:
    sizes = typed.sizes()
    # In the order of their keys, as all who take several quotas.
    for code in sorted({*sizes, *_known_limits(date)}):
        try:
            with transaction.atomic():
                if code in sizes:
                    size, covered = sizes[code]
                    shared = [offers[one] for one in covered if one in offers]
                    set_quota(date.quota_key(code), size=size, offers=shared, low_at=few_left)
                else:
                    drop_quota(date.quota_key(code))
        except TooFewPlaces as reason:
            yield _("“%(code)s”: %(reason)s") % {"code": code, "reason": too_few(date, reason.taken)}


def _known_limits(date: EventDate) -> set[str]:
    """Codes under which places may have been limited at an earlier publication."""
    event = date.event
    return {
        *event.quotas.values_list("code", flat=True),
        *date.offers.values_list("code", flat=True),
    }
