"""What may be asked of places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.capacity.models import Hold, Quota
from shop.offers.models import Offer


class Availability(TextChoices):
    """How free something is, as shoppers read it."""

    FREE = "free", gettext_lazy("Places are free")
    FEW = "few", gettext_lazy("Few places left")
    HELD = "held", gettext_lazy("Held by others just now")
    YOURS = "yours", gettext_lazy("In your cart")
    SOLD_OUT = "sold_out", gettext_lazy("Sold out")


@dataclass(frozen=True)
class Places:
    """How the places of an offer stand: sold, held for unpaid lines, kept for people who waited, or set aside."""

    size: int
    sold: int = 0
    held: int = 0
    kept: int = 0
    low_at: int = 0
    set_aside: int = 0
    yours: int = 0  # of those that are held

    @property
    def taken(self) -> int:
        return self.sold + self.held + self.kept

    @property
    def left(self) -> int:
        return self.size - self.taken - self.set_aside

    @property
    def state(self) -> str:
        """Of Availability."""
        if self.left > 0:
            return Availability.FEW if self.left <= self.low_at else Availability.FREE
        if self.yours:
            return Availability.YOURS
        # What is kept for people who waited comes back to the next of them, not to everybody.
        return Availability.HELD if self.held else Availability.SOLD_OUT

    @property
    def words(self) -> str:
        """The state in words; of a few, how many."""
        match self.state:
            case Availability.FEW:
                return ngettext("Only %(left)d place left", "Only %(left)d places left", self.left) % {
                    "left": self.left
                }
            case Availability.YOURS:
                return _("What is left lies in your cart.")
            case Availability.HELD:
                return _("All places are held by others just now. One may come free.")
        return str(Availability(self.state).label)


def places_of(offers: Iterable[Offer], *, cart_lines: Collection[int] = ()) -> dict[int, Places]:
    """How the tightest quota of each offer stands, by offer id, in two queries. Offers without one are unlimited.

    What is held for `cart_lines`, those of whoever asks, is theirs and not others'; that takes a third query.
    """
    numbers = [offer.pk for offer in offers]
    shares = Quota.offers.through.objects.filter(offer__in=numbers).select_related("quota")
    quotas = {share.quota_id: share.quota for share in shares}
    if not quotas:
        return {}
    standing = _standing(quotas)
    if cart_lines:
        own = Hold.objects.filter(quota__in=quotas, cart_line__in=cart_lines, state=Hold.State.HELD).order_by()
        for quota, places in own.values_list("quota").annotate(places=Sum("quantity")):
            standing[quota] = replace(standing[quota], yours=places)
    tightest: dict[int, Places] = {}
    for share in shares:
        places = standing[share.quota_id]
        known = tightest.get(share.offer_id)
        if known is None or _tightness(places) < _tightness(known):
            tightest[share.offer_id] = places
    return tightest


def quota_places(key: str) -> Places | None:
    """How one quota stands; none where there is no such quota."""
    quota = Quota.objects.filter(key=key).first()
    return _standing({quota.pk: quota})[quota.pk] if quota else None


def _standing(quotas: dict[int, Quota]) -> dict[int, Places]:
    # What is sold is what remains of the counter: thousands of sold rows need not be counted for each page.
    unsold = Hold.objects.filter(quota__in=quotas, state__in=[Hold.State.HELD, Hold.State.KEPT])
    sums = {
        (quota, state): places
        for quota, state, places in unsold.order_by().values_list("quota", "state").annotate(places=Sum("quantity"))
    }
    return {
        pk: _places(quota, held=sums.get((pk, Hold.State.HELD), 0), kept=sums.get((pk, Hold.State.KEPT), 0))
        for pk, quota in quotas.items()
    }


def _places(quota: Quota, *, held: int, kept: int) -> Places:
    # The two queries may fall around a change: nothing is ever below nought.
    sold = max(quota.taken - held - kept, 0)
    size = max(quota.size, sold + held + kept + quota.set_aside)
    return Places(size, sold=sold, held=held, kept=kept, low_at=quota.low_at, set_aside=quota.set_aside)


def _tightness(places: Places) -> tuple[int, int]:
    """Where nothing is left, what is sold for good is tighter than what others hold."""
    return places.left, places.held
