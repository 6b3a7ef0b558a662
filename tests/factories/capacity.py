"""Places that are limited: of postcards, since the shop must not need to know any goods."""

from __future__ import annotations

from shop.capacity.models import Hold, Quota
from shop.contract import Offer, quota_places, set_quota
from tests.factories.shop import make_postcard


def make_limited(key: str = "hall", *, size: int = 3, low_at: int = 0, most: int = 10, **terms) -> Offer:
    """Something of which there are so many, by its offer."""
    offer = make_postcard(f"Card of {key}", most_per_order=most, **terms)
    set_quota(key, size=size, offers=[offer], low_at=low_at)
    return offer


def standing(key: str = "hall") -> tuple[int, int, int]:
    """Held, sold and left."""
    places = quota_places(key)
    return places.held, places.sold, places.left


def adds_up() -> bool:
    """Whether every counter says what its rows say."""
    counted = Hold.objects.exclude(state=Hold.State.RELEASED)
    return all(
        quota.taken == sum(counted.filter(quota=quota).values_list("quantity", flat=True))
        for quota in Quota.objects.all()
    )
