"""What may happen to a quota. Publishing calls these; they are repeatable."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import ngettext

from shop.capacity.counter import COUNTED, came_free, tell_of_places
from shop.capacity.joining import join, leave
from shop.capacity.models import Quota
from shop.offers.models import Offer


class TooFewPlaces(Exception):
    """There would be fewer places than are taken; the text may be shown to editors."""

    def __init__(self, taken: int) -> None:
        self.taken = taken
        words = ngettext(
            "%(taken)d place is taken already; there cannot be fewer.",
            "%(taken)d places are taken already; there cannot be fewer.",
            taken,
        )
        super().__init__(words % {"taken": taken})


@transaction.atomic
def set_quota(key: str, *, size: int, offers: Iterable[Offer], low_at: int = 0) -> Quota:
    """Make a quota say exactly this, and limit exactly these offers. What was sold of an offer before counts.

    Raises TooFewPlaces, and changes nothing then.
    """
    quota, is_new = Quota.objects.get_or_create(key=key, defaults={"size": size, "low_at": low_at})
    before = None if is_new else (quota.size, quota.low_at)
    limited, now = set(quota.offers.all()), set(offers)
    leave(quota, limited - now)
    _resize(quota, size=size, low_at=low_at)
    quota.offers.set(now)
    if joining := join(quota, now - limited):
        raise TooFewPlaces(joining + quota.taken)
    if before != (size, low_at):
        tell_of_places(quota)
    if before and quota.left:
        came_free(quota, quota.left)
    return quota


@transaction.atomic
def drop_quota(key: str) -> None:
    """End a limit; harmless where there is none. Raises TooFewPlaces while places are taken."""
    quota = Quota.objects.filter(key=key).first()
    if quota:
        _resize(quota, size=0, low_at=0)  # from here on nobody can take one
        tell_of_places(quota)
        quota.delete()


def _resize(quota: Quota, *, size: int, low_at: int) -> None:
    resized = Quota.objects.filter(pk=quota.pk, taken__lte=size).update(size=size, low_at=low_at, set_aside=0)
    quota.refresh_from_db(fields=COUNTED)
    if not resized:
        raise TooFewPlaces(quota.taken)
