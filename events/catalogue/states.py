"""How a date can be booked just now, in a word: the same on cards, in lists and on the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.catalogue.models import EventDate
from events.catalogue.selling import TICKET
from home.cards import CardState
from shop.contract import Availability, Offer, Places


class State(TextChoices):
    FREE = "free", gettext_lazy("Places are free")
    FEW = "few", gettext_lazy("Few places left")
    HELD = "held", gettext_lazy("Held by others just now")
    YOURS = "yours", gettext_lazy("In your cart")
    WAITING = "waiting", gettext_lazy("Waiting list")
    SOLD_OUT = "sold-out", gettext_lazy("Sold out")
    LATER = "later", gettext_lazy("Not on sale yet")
    CLOSED = "closed", gettext_lazy("Not for sale")
    OVER = "over", pgettext_lazy("an event", "Over")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


TONES = {
    State.FEW: "care",
    State.HELD: "care",
    State.YOURS: "good",
    State.WAITING: "care",
    State.SOLD_OUT: "bad",
    State.LATER: "strong",
    State.CANCELLED: "bad",
}
# From what a shopper likes best to what helps least.
BEST = [
    *[State.FREE, State.FEW, State.YOURS, State.HELD, State.LATER],
    *[State.WAITING, State.SOLD_OUT, State.CLOSED],
]


@dataclass(frozen=True)
class Standing:
    """A state with the words for it."""

    state: State
    label: str

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")

    @property
    def can_be_booked(self) -> bool:
        return self.state in (State.FREE, State.FEW)

    @property
    def as_card_state(self) -> CardState:
        return CardState(self.state.value, self.label, self.tone)


def of_offer(offer: Offer, places: Places | None, *, at: datetime) -> Standing:
    """How one ticket type or option stands."""
    match offer.state_at(at):
        case Offer.State.NOT_YET:
            day = date_format(localtime(offer.sale_from), "MONTH_DAY_FORMAT")
            return Standing(State.LATER, _("From %(day)s") % {"day": day})
        case Offer.State.ON_SALE:
            return _of_places(offer, places)
    return _standing(State.CLOSED)


def _of_places(offer: Offer, places: Places | None) -> Standing:
    if places is None:
        return _standing(State.FREE)
    match places.state:
        case Availability.FEW:
            return Standing(State.FEW, places.words)
        case Availability.HELD:
            return _standing(State.HELD)
        case Availability.YOURS:
            return _standing(State.YOURS)
        case Availability.SOLD_OUT:
            return _standing(State.WAITING if offer.kind == TICKET else State.SOLD_OUT)
    return _standing(State.FREE)


def of_date(date: EventDate, tickets: Collection[Standing], *, at: datetime) -> Standing:
    """How a date stands: as well as the best of its ticket types."""
    if date.cancelled:
        return _standing(State.CANCELLED)
    if date.ends_at <= at:
        return _standing(State.OVER)
    return min(tickets, key=lambda standing: BEST.index(standing.state), default=_standing(State.CLOSED))


def _standing(state: State) -> Standing:
    return Standing(state, str(state.label))
