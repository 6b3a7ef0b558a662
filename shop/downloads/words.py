"""What the shop says of a product in a word or two, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from home.cards import CardState, PriceTag
from home.pages.facts import language
from media.contract import label_of
from shop.contract import Offer
from shop.downloads.models import Kind, Product

NEW = timedelta(days=30)

KIND_LABEL = gettext_lazy("Download")
RUNS_ON = {
    "EPUB": gettext_lazy("EPUB opens on e-readers, phones, tablets and computers; on a Kindle by “Send to Kindle”."),
    "PDF": gettext_lazy("PDF opens on every computer, phone and tablet, and can be printed."),
    "MP3": gettext_lazy("MP3 plays on everything that plays sound."),
    "M4A": gettext_lazy("M4A plays on everything that plays sound."),
    "MP4": gettext_lazy("MP4 plays on every computer, phone and tablet."),
}


def kind_of(product: Product) -> str:
    return str(Kind(product.kind).label)


def pages(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


def minutes(count: int) -> str:
    return ngettext("%(minutes)s min", "%(minutes)s min", count) % {"minutes": count}


def lengths(product: Product) -> list[str]:
    """How long it is, in pages and in minutes, where it has them."""
    found = []
    if product.page_count:
        found.append(pages(product.page_count))
    if product.minutes:
        found.append(minutes(product.minutes))
    return found


def formats(content_types: Iterable[str]) -> list[str]:
    """The kinds of its files by their names for people, each once, in their order."""
    return list(dict.fromkeys(filter(None, map(label_of, content_types))))


def file_in_short(content_type: str, language_code: str) -> str:
    """What a file is: its kind, and the language that it is in."""
    kind = label_of(content_type)
    return _("%(kind)s, %(language)s") % {"kind": kind, "language": language(language_code)} if language_code else kind


def left(count: int) -> str:
    """How many downloads are left."""
    return ngettext("%(count)s download left", "%(count)s downloads left", count) % {"count": count}


def until(moment: datetime | None) -> str:
    """Until when a buyer may fetch it."""
    if moment is None:
        return _("Yours for ever")
    return _("Until %(day)s") % {"day": date_format(localtime(moment), "DATE_FORMAT")}


def states_of(
    product: Product, offers: list[Offer], price: PriceTag | None, *, owned: bool, at: datetime
) -> tuple[CardState, ...]:
    """The one thing worth knowing first: it is yours, it waits, it is new."""
    if owned:
        return (CardState("yours", _("Yours"), "good"),)
    states = {offer.state_at(at) for offer in offers}
    if Offer.State.ON_SALE not in states:
        if Offer.State.NOT_YET in states:
            first = min(offer.sale_from for offer in offers if offer.state_at(at) == Offer.State.NOT_YET)
            day = date_format(localtime(first), "MONTH_DAY_FORMAT")
            return (CardState("not_yet", _("From %(day)s") % {"day": day}),)
        return (CardState("not_for_sale", _("Not for sale")),)
    if price and price.was:
        return (CardState("sale", pgettext("a lower price", "Sale"), "care"),)
    if product.published_at and at - product.published_at < NEW:
        return (CardState("new", pgettext("a product", "New"), "strong"),)
    return ()
