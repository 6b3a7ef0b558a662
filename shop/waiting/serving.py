"""Offering what has come free to whoever waits, in order and by itself.

The rule: the first in line whose people all fit gets the offer. A group comes together or not at all, so it is never
offered a part; and no place stands empty for a group that may never fit: what the group in front cannot use goes to
the next whom it suffices, and to the open sale only where it suffices nobody. The group keeps its rank and has the
first word again whenever more comes free.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from outbox import contract as outbox
from shop.capacity.counter import open_to_all, tell_of_places
from shop.capacity.holding import keep_for, limits_of
from shop.capacity.models import Quota
from shop.offers.models import Offer
from shop.waiting.models import Waiting

State = Waiting.State


def serve(*, quota_id: int, at: datetime, first: int | None = None) -> int:
    """Offer what is free of a quota, and of all that the same people wait for; tells how many offers went out.

    Repeatable: whoever was offered something is not in line any more. `first` is an entry that staff let go before
    all others.
    """
    while True:
        with transaction.atomic():
            offers, numbers = _circle(quota_id)
            quotas = list(Quota.objects.filter(pk__in=numbers).order_by("key"))
            for quota in quotas:
                # It locks the row, and knows it as it is then: nothing comes free unseen from here on.
                open_to_all(quota)
            if _circle(quota_id) == (offers, numbers):
                return _hand_out(offers, quotas, first=first, at=at)
            transaction.set_rollback(True)  # somebody joined who waits for more than this


def serve_unlimited(*, at: datetime) -> int:
    """Offer what nothing limits any more to everybody who waits for it; tells how many offers went out."""
    return sum(_offer(entry, [], at=at) for entry in Waiting.objects.in_line().filter(offer__quotas=None))


def waited_for() -> list[int]:
    """Quotas of which something is free that somebody may wait for, by their ids."""
    free = Quota.objects.filter(taken__lt=F("size"))
    waited = Waiting.objects.in_line().values("offer__quotas")
    return list(free.filter(Q(set_aside__gt=0) | Q(pk__in=waited)).order_by("key").values_list("pk", flat=True))


def _circle(quota_id: int) -> tuple[set[int], set[int]]:
    """What people wait for who wait for this quota, with all its quotas, and so on: they have to be served together."""
    offers: set[int] = set()
    quotas = {quota_id}
    while True:
        waiting = Waiting.objects.in_line().filter(offer__quotas__in=quotas)
        more = set(waiting.order_by().values_list("offer", flat=True))
        if more <= offers:
            return offers, quotas
        offers |= more
        quotas |= set(Quota.offers.through.objects.filter(offer__in=offers).values_list("quota", flat=True))


def _hand_out(offers: set[int], quotas: list[Quota], *, first: int | None, at: datetime) -> int:
    known = {quota.pk: quota for quota in quotas}
    limits = limits_of(Offer.objects.filter(pk__in=offers))
    line = list(Waiting.objects.in_line().filter(offer__in=offers).select_related("offer")) if offers else []
    line.sort(key=lambda entry: entry.pk != first)
    offered = 0
    for entry in line:
        mine = [known[quota.pk] for quota in limits.get(entry.offer_id, [])]
        if all(quota.left >= entry.quantity for quota in mine):
            offered += _offer(entry, mine, at=at)
    for quota in quotas:
        if quota.left:
            tell_of_places(quota)
    return offered


@transaction.atomic
def _offer(entry: Waiting, quotas: list[Quota], *, at: datetime) -> bool:
    """Keep the places and write down that it is to be told; false where they left, or it is not on sale."""
    offer = entry.offer
    if offer.state_at(at) != Offer.State.ON_SALE:
        return False
    until = at + timedelta(hours=settings.SHOP_WAITING_HOURS)
    until = min(until, offer.sale_until) if offer.sale_until else until
    claimed = Waiting.objects.filter(pk=entry.pk, state=State.WAITING)
    if not claimed.update(state=State.OFFERED, offered_at=at, offered_until=until):
        return False
    keep_for(entry.pk, offer, entry.quantity, quotas=quotas, until=until, at=at)
    outbox.add("waiting.tell_offer", key=f"waiting-offer:{entry.pk}", payload={"entry_id": entry.pk})
    return True
