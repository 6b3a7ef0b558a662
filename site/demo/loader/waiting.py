"""Who waits for the weekend that is sold out, by the shop's own operations."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from demo.loader.words import SOURCE, key
from demo.people import BUYER
from events.catalogue.models import EventDate
from shop.contract import Offer, offers_of
from shop.waiting.models import Waiting
from shop.waiting.operations import confirm, join

EVENT, TICKET = "breath-and-cold-water", "weekend"
GUESTS = [("jonas@stillpoint.example", 3, "de"), ("noor@stillpoint.example", 1, "ar")]


def load(*, at: datetime) -> None:
    """A group of three, somebody alone, and the buyer; nothing where somebody waits already."""
    if Waiting.objects.exists():
        return
    offer = _offer()
    for days, (address, quantity, language) in zip((9, 6), GUESTS, strict=True):
        since = at - timedelta(days=days)
        about = {"offer_key": offer.key, "quantity": quantity, "language": language}
        entry = join(address=address, user=AnonymousUser(), at=since, **about)
        confirm(secret=entry.secret, at=since)
    buyer = User.objects.get(email=BUYER.email)
    last = at - timedelta(days=2)
    join(offer_key=offer.key, quantity=1, address=buyer.email, user=buyer, language=SOURCE, at=last)


def _offer() -> Offer:
    date = EventDate.objects.get(event__translation_key=key("events", EVENT))
    return next(offer for offer in offers_of([date])[date.pk] if offer.code == TICKET)
