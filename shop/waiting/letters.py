"""What people who wait are told, each in their language: is it you, you are on the list, there are places, too late."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from messaging.contract import Letter, send
from shop.offers.models import Offer
from shop.waiting.models import Waiting
from shop.waiting.queries import again_address, shown

ON_SALE = Offer.State.ON_SALE
KINDS = {
    Waiting.State.ASKED: "waiting_asked",
    Waiting.State.WAITING: "waiting_joined",
    Waiting.State.OFFERED: "waiting_offer",
    Waiting.State.LAPSED: "waiting_lapsed",
}


def tell(entry: Waiting, *, key: str, at: datetime) -> bool:
    """Say how an entry stands, once for each key; nothing where they ended it themselves."""
    kind = KINDS.get(entry.state)
    if kind is None:
        return False
    with translation.override(entry.language):
        (seen,) = shown([entry], language=entry.language, at=at)
        until = localtime(entry.offered_until) if entry.offered_until else None
        context = {
            "title": seen.title,
            "facts": list(seen.card.facts) if seen.card else [],
            "places": entry.quantity,
            "rank": seen.rank,
            "until": date_format(until, "DATETIME_FORMAT") if until else "",
            "zone": f"{until:%Z}" if until else "",
            "url": f"{settings.PUBLIC_URL}{reverse('shop:waiting_entry', args=[entry.secret])}",
            "again_url": f"{settings.PUBLIC_URL}{again_address(entry)}" if entry.offer.state_at(at) == ON_SALE else "",
        }
    return send(Letter(kind, entry.address, entry.language, context), key=key)
