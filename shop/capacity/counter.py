"""The counter of a quota: the only place that changes it. Each of these belongs into the caller's transaction.

Whoever moves several quotas in one transaction moves them in the order of their keys, so that two never wait for
each other.
"""

from __future__ import annotations

import secrets

from django.db.models import F

from home import cards
from shop.capacity.models import Quota


def take(quota: Quota, places: int) -> bool:
    """Count so many places more as taken; false, and nothing happens, where fewer are left."""
    taken = Quota.objects.filter(pk=quota.pk, taken__lte=F("size") - places).update(taken=F("taken") + places)
    if taken:
        quota.refresh_from_db(fields=["taken", "size", "low_at"])
        _tell_of_change(quota, taken_before=quota.taken - places)
    return bool(taken)


def give(quota: Quota, places: int) -> None:
    """Count so many places less as taken."""
    Quota.objects.filter(pk=quota.pk).update(taken=F("taken") - places)
    quota.refresh_from_db(fields=["taken", "size", "low_at"])
    _tell_of_change(quota, taken_before=quota.taken + places)
    came_free(quota)


def came_free(quota: Quota) -> None:
    """Places of it have come free, from whatever cause, in the transaction of that cause.

    What waits for places begins here.
    """


def tell_of_places(quota: Quota) -> None:
    """Say that what shoppers read of its places has changed."""
    for key in quota.offers.values_list("key", flat=True):
        cards.changed(key, cause=f"places:{secrets.token_hex(8)}")


def _tell_of_change(quota: Quota, *, taken_before: int) -> None:
    """Pages that are kept say how free it is in words: they are made anew when the words change, not with each sale."""
    before, now = quota.size - taken_before, quota.left
    if before != now and (min(before, now) <= quota.low_at or 0 in (before, now)):
        tell_of_places(quota)
