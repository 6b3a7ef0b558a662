"""What waiting tells of people; nothing of it must be kept."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from accounts.contract import Keeper
from messaging.contract import forget_letters
from shop.waiting.operations import leave
from shop.waiting.queries import every_entry_of

TOLD = ("address", "quantity", "language", "state")
TIMES = ("asked_at", "waits_since", "offered_at", "offered_until", "ended_at")


def tell(user) -> dict:
    return {"waiting_lists": every_entry_of(user).values(*TOLD, *TIMES, offer_key=F("offer__key"))}


def erase(*, user, at: datetime) -> None:
    for entry in every_entry_of(user):
        leave(secret=entry.secret, at=at)  # what is kept for them goes to the next in line
        forget_letters(to=entry.address, about=entry.secret)
    every_entry_of(user).delete()


# After the shop: a cart is locked before what waits for it.
KEEPER = Keeper("waiting", tell=tell, erase=erase, order=85)
