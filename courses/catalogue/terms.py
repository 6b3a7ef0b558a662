"""On which terms a course is sold: what an editor typed, and whether it can be sold like that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from shop.contract import PriceTerms

if TYPE_CHECKING:
    from courses.catalogue.pages import CoursePage


class TermsRefused(Exception):
    """It cannot be sold on these terms; the text is for editors."""


@dataclass(frozen=True)
class Terms:
    """Prices by currency, and the time in which they hold."""

    prices: dict[str, PriceTerms]
    sale_from: datetime | None
    sale_until: datetime | None


def terms_of(page: CoursePage) -> Terms:
    """The terms of a page. Raises TermsRefused for what its form would refuse: schedules and imports ask no form."""
    prices: dict[str, PriceTerms] = {}
    for row in page.prices.all():
        if row.currency in prices:
            raise TermsRefused(twice(row.currency))
        if row.currency in settings.SHOP_CURRENCIES:
            prices[row.currency] = PriceTerms(row.amount, row.sale_amount, row.sale_from, row.sale_until)
    if settings.SHOP_DEFAULT_CURRENCY not in prices:
        raise TermsRefused(no_price())
    for terms in prices.values():
        if terms.sale_amount is not None and terms.sale_amount >= terms.amount:
            raise TermsRefused(not_lower())
        if not in_order(terms.sale_from, terms.sale_until):
            raise TermsRefused(not_in_order())
    if not in_order(page.sale_from, page.sale_until):
        raise TermsRefused(not_in_order())
    return Terms(prices, page.sale_from, page.sale_until)


def in_order(first: datetime | None, last: datetime | None) -> bool:
    return first is None or last is None or first < last


def twice(currency: str) -> str:
    return _("There are two prices in %(currency)s. Keep one.") % {"currency": currency}


def no_price() -> str:
    currency = settings.SHOP_DEFAULT_CURRENCY
    return _("Give the course a price in %(currency)s. Zero makes it free.") % {"currency": currency}


def not_lower() -> str:
    return _("The sale price must be lower than the price.")


def not_in_order() -> str:
    return _("The end must come after the beginning.")
