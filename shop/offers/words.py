"""Sentences for buyers about what cannot be bought."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shop.offers.models import Offer


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
