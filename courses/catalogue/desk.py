"""What editors are told of a course beside its form: how it is sold, what stands in it, what hinders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.catalogue.models import Course
from home.cards import PriceTag
from money import format_money
from shop.contract import Offer, offers_of

STATES = {
    Offer.State.ON_SALE: gettext_lazy("On sale"),
    Offer.State.NOT_YET: gettext_lazy("Not on sale yet"),
    Offer.State.OVER: gettext_lazy("The sale is over"),
    Offer.State.STOPPED: gettext_lazy("Stopped by hand"),
    Offer.State.UNPUBLISHED: gettext_lazy("Off sale: not published"),
}


@dataclass(frozen=True)
class Sale:
    """How a course is sold at a time, in words."""

    course: Course | None
    offer: Offer | None
    state: str
    prices: list[str]

    @property
    def label(self) -> str:
        return str(STATES[self.state]) if self.state else _("Nobody has published it yet")

    @property
    def stopped(self) -> bool:
        return bool(self.offer and self.offer.stopped)

    @property
    def trouble(self) -> str:
        return self.course.trouble if self.course else ""


def sales_of(pages: Iterable[Page], *, at: datetime) -> dict[int, Sale]:
    """How the courses of these pages are sold, by page id, whichever translations the pages are; in two queries."""
    keys = {page.pk: page.translation_key for page in pages}
    courses = {course.translation_key: course for course in Course.objects.filter(translation_key__in=keys.values())}
    offers = offers_of(courses.values())
    return {pk: _sale(courses.get(key), offers, at=at) for pk, key in keys.items()}


def sale_of(page: Page, *, at: datetime) -> Sale:
    """The same for one page; one that was never saved is sold nowhere."""
    return sales_of([page], at=at)[page.pk]


def _sale(course: Course | None, offers: dict[int, list[Offer]], *, at: datetime) -> Sale:
    if course is None:
        return Sale(None, None, "", [])
    offer = next(iter(offers[course.pk]), None)
    return Sale(course, offer, offer.state_at(at) if offer else Offer.State.UNPUBLISHED, _prices(offer, at=at))


def price_words(tag: PriceTag) -> str:
    if tag.free:
        return pgettext("price", "Free")
    now = format_money(tag.now, language=get_language())
    if tag.was is None:
        return now
    return _("%(now)s instead of %(was)s") % {"now": now, "was": format_money(tag.was, language=get_language())}


def curriculum_of(page: Page) -> list[dict]:
    """Modules with their lessons as they stand in the tree, drafts too."""
    modules: list[dict] = []
    if page.pk is None:
        return modules
    for below in Page.objects.descendant_of(page).order_by("path"):
        if below.depth == page.depth + 1:
            modules.append({"page": below, "lessons": []})
        elif modules and below.depth == page.depth + 2:
            modules[-1]["lessons"].append(below)
    return modules


def _prices(offer: Offer | None, *, at: datetime) -> list[str]:
    words = [price_words(price.tag_at(at)) for price in offer.prices.all()] if offer else []
    return list(dict.fromkeys(words))  # free is free in every currency
