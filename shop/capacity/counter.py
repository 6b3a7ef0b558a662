"""The counter of a quota: the only place that changes it. Each of these belongs into the caller's transaction.

Whoever moves several quotas in one transaction moves them in the order of their keys, so that two never wait for
each other.
"""

from __future__ import annotations

import secrets

from django.db.models import F

from home import cards
from outbox import contract as outbox
from shop.capacity.models import Quota
from shop.waiting.models import Waiting

COUNTED = ["taken", "set_aside", "size", "low_at"]


def take(quota: Quota, places: int) -> bool:
    """Count so many places more as taken; false, and nothing happens, where fewer are left for everybody."""
    left = F("size") - F("set_aside")
    taken = Quota.objects.filter(pk=quota.pk, taken__lte=left - places).update(taken=F("taken") + places)
    if taken:
        quota.refresh_from_db(fields=COUNTED)
        _tell_of_change(quota, left_before=quota.left + places)
    return bool(taken)


def give(quota: Quota, places: int) -> None:
    """Count so many places less as taken."""
    Quota.objects.filter(pk=quota.pk).update(taken=F("taken") - places)
    quota.refresh_from_db(fields=COUNTED)
    left_before = quota.left - places
    came_free(quota, places)
    _tell_of_change(quota, left_before=left_before)


def came_free(quota: Quota, places: int) -> None:
    """So many places of it have come free, from whatever cause, in the transaction of that cause.

    While somebody waits for them they are set aside at once, so that nobody else is faster, and a job offers them
    (`shop.waiting.serving`).
    """
    if not Waiting.objects.waits(quota).exists():
        return
    first = not quota.set_aside
    Quota.objects.filter(pk=quota.pk).update(set_aside=F("set_aside") + places)
    quota.refresh_from_db(fields=COUNTED)
    if first:  # else it is written down already
        serve_soon(quota)


def open_to_all(quota: Quota) -> None:
    """What is set aside is for everybody again; the row stays locked till the end of the caller's transaction."""
    left_before = quota.left
    Quota.objects.filter(pk=quota.pk).update(set_aside=0)
    quota.refresh_from_db(fields=COUNTED)
    _tell_of_change(quota, left_before=left_before)


def serve_soon(quota: Quota) -> None:
    """Write down that what is free is to be offered to whoever waits."""
    outbox.add("waiting.serve", key=f"waiting:{quota.pk}:{secrets.token_hex(8)}", payload={"quota_id": quota.pk})


def tell_of_places(quota: Quota) -> None:
    """Say that what shoppers read of its places has changed."""
    for key in quota.offers.values_list("key", flat=True):
        cards.changed(key, cause=f"places:{secrets.token_hex(8)}")


def _tell_of_change(quota: Quota, *, left_before: int) -> None:
    """Pages that are kept say how free it is in words: they are made anew when the words change, not with each sale."""
    before, now = left_before, quota.left
    if before != now and (min(before, now) <= quota.low_at or 0 in (before, now)):
        tell_of_places(quota)
