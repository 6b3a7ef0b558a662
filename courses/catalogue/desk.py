"""What editors are told of a course beside its form: how it is sold, what stands in it, what hinders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.catalogue.models import Course
from home.pages.planned import Planned
from shop.contract import Offer, offers_of, planned_sales, prices_in_words, state_in_words


@dataclass(frozen=True)
class Sale:
    """How a course is sold at a time, in words."""

    course: Course | None
    offer: Offer | None
    state: str
    prices: list[str]

    @property
    def label(self) -> str:
        return state_in_words(self.state) if self.state else _("Nobody has published it yet")

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
    return Sale(course, offer, offer.state_at(at) if offer else Offer.State.UNPUBLISHED, prices_in_words(offer, at=at))


def facts_of(page: Page, *, at: datetime) -> list[str]:
    """How it is sold, for those who translate it."""
    sale = sale_of(page, at=at)
    return [sale.label, *sale.prices]


def planned_of(page: Page, *, at: datetime) -> list[Planned]:
    """What its prices and its sale will do by the clock alone."""
    offer = sale_of(page, at=at).offer
    return planned_sales([offer], at=at) if offer else []


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
