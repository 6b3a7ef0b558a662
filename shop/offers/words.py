"""Words about offers: for buyers, what cannot be bought and why; for editors, how a thing is sold."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from home.cards import PriceTag
from money import format_money
from shop.offers.models import Offer

STATES = {
    Offer.State.ON_SALE: gettext_lazy("On sale"),
    Offer.State.NOT_YET: gettext_lazy("Not on sale yet"),
    Offer.State.OVER: gettext_lazy("The sale is over"),
    Offer.State.STOPPED: gettext_lazy("Stopped by hand"),
    Offer.State.UNPUBLISHED: gettext_lazy("Off sale: not published"),
}


def why_not_on_sale(offer: Offer, *, at: datetime) -> str:
    """Why an offer cannot be bought at that time (UTC), in the active language; empty where it can."""
    match offer.state_at(at):
        case Offer.State.ON_SALE:
            return ""
        case Offer.State.NOT_YET:
            day = date_format(localtime(offer.sale_from), "DATE_FORMAT")
            return _("This is not on sale yet. It will be from %(day)s.") % {"day": day}
        case Offer.State.OVER:
            return _("The sale of this has ended.")
        case Offer.State.STOPPED:
            return _("This is not for sale at the moment.")
    return _("This is no longer for sale.")


def why_not_so_many(offer: Offer, quantity: int) -> str:
    """Why so many of it cannot be bought at once, in the active language; empty where they can."""
    least, most = offer.least_per_order, offer.most_per_order
    if quantity > most:
        words = ngettext(
            "At most %(most)d of this can be bought at once.", "At most %(most)d of these can be bought at once.", most
        )
        return words % {"most": most}
    if quantity < least:
        words = ngettext(
            "At least %(least)d of this must be bought.", "At least %(least)d of these must be bought together.", least
        )
        return words % {"least": least}
    return ""


def state_in_words(state: str) -> str:
    """How an offer stands, for editors."""
    return str(STATES[state])


def prices_in_words(offer: Offer | None, *, at: datetime) -> list[str]:
    """What an offer costs at that time (UTC) in each currency, for editors; free is said once."""
    said = [_price(price.tag_at(at)) for price in offer.prices.all()] if offer else []
    return list(dict.fromkeys(said))


def _price(tag: PriceTag) -> str:
    if tag.free:
        return pgettext("price", "Free")
    now = format_money(tag.now, language=get_language())
    if tag.was is None:
        return now
    return _("%(now)s instead of %(was)s") % {"now": now, "was": format_money(tag.was, language=get_language())}
