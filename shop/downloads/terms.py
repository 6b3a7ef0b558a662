"""On which terms a product is sold: what an editor typed, and whether it can be sold like that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from shop.contract import PriceTerms

if TYPE_CHECKING:
    from shop.downloads.pages import ProductPage
    from shop.downloads.rows import ProductVariant


class TermsRefused(Exception):
    """It cannot be sold on these terms; the text is for editors."""


def terms_of(page: ProductPage) -> dict[str, dict[str, PriceTerms]]:
    """Prices by currency of each variant that has some, by its code. Raises TermsRefused for what the form would
    refuse: schedules and imports ask no form."""
    rows = list(page.variants.all())
    files = list(page.files.all())
    for sentence in flaws_of(
        [row.code for row in rows], files=[(row.code, row.variant) for row in files], bundle=page.is_bundle
    ):
        raise TermsRefused(sentence)
    if not in_order(page.sale_from, page.sale_until):
        raise TermsRefused(not_in_order())
    return {row.code: _prices(row) for row in rows if row.offered or row.prices}


def flaws_of(variants: Iterable[str], *, files: Iterable[tuple[str, str]], bundle: bool) -> list[str]:
    """What is wrong with the codes of variants and files (code, variant), in sentences."""
    variants, files = list(variants), list(files)
    found = []
    if not variants:
        found.append(_("Give it at least one variant: that is what people buy."))
    found += [twice(code) for code, count in Counter(variants).items() if count > 1]
    found += [twice(code) for code, count in Counter(code for code, _variant in files).items() if count > 1]
    found += [no_such_variant(code) for _file, code in files if code and code not in variants]
    empty = [code for code in variants if not any(of in ("", code) for _file, of in files)]
    if not bundle:
        found += [_("The variant “%(code)s” has no file.") % {"code": code} for code in empty]
    return found


def in_order(first: datetime | None, last: datetime | None) -> bool:
    return first is None or last is None or first < last


def twice(code: str) -> str:
    return _("The code “%(code)s” is there twice. Each needs its own.") % {"code": code}


def no_such_variant(code: str) -> str:
    return _("There is no variant with the code “%(code)s”.") % {"code": code}


def no_price() -> str:
    currency = settings.SHOP_DEFAULT_CURRENCY
    return _("Give it a price in %(currency)s. Zero makes it free.") % {"currency": currency}


def not_in_order() -> str:
    return _("The end must come after the beginning.")


def all_lower(sale: dict[str, int], *, than: dict[str, int]) -> bool:
    """Whether each sale price is lower than the price in its currency, which must be there."""
    return all(lower < than.get(currency, 0) for currency, lower in sale.items())


def not_lower() -> str:
    return _("The sale price must be lower than the price.")


def was_sold_as(code: str) -> str:
    words = _("“%(code)s” was sold, so its row and its code stay. Untick “for sale” if nobody shall buy it any more.")
    return words % {"code": code}


def belongs_to_buyers(code: str) -> str:
    words = _("The file “%(code)s” was sold, so its row and its code stay. Put a new version in its place.")
    return words % {"code": code}


def _prices(row: ProductVariant) -> dict[str, PriceTerms]:
    if settings.SHOP_DEFAULT_CURRENCY not in row.prices:
        raise TermsRefused(no_price())
    if not all_lower(row.sale_prices, than=row.prices):
        raise TermsRefused(not_lower())
    if not in_order(row.sale_from, row.sale_until):
        raise TermsRefused(not_in_order())
    return {
        code: PriceTerms(amount, row.sale_prices[code], row.sale_from, row.sale_until)
        if code in row.sale_prices
        else PriceTerms(amount)
        for code, amount in row.prices.items()
        if code in settings.SHOP_CURRENCIES
    }
