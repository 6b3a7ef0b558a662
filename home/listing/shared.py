"""Facets that many lists have, so that a filter is called and works the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.cards import PriceTag
from home.listing.facets import Facet
from home.snippets import Person, Theme
from money import Money, format_round, minor_digits

Row = TypeVar("Row")


def theme_facet(rows: Iterable[Row], keys_of: Callable[[Row], Iterable[str]], *, language: str) -> Facet[Row]:
    """What a thing is about, by translation keys, in the reader's language; one query."""
    keys = {key for row in rows for key in keys_of(row)}
    themes = Theme.objects.filter(translation_key__in=keys).in_language(language)
    by_key = {str(key): theme for key, theme in themes.items()}
    choices = sorted({(theme.code, theme.title) for theme in by_key.values()}, key=by_label)
    return Facet("theme", _("Theme"), choices, lambda row: [by_key[key].code for key in keys_of(row) if key in by_key])


def teacher_facet(people: dict[str, Person], keys_of: Callable[[Row], Iterable[str]], *, label: str) -> Facet[Row]:
    """Who teaches or made it."""
    choices = sorted({(person.code, person.name) for person in people.values()}, key=by_label)
    return Facet("teacher", label, choices, lambda row: [people[key].code for key in keys_of(row) if key in people])


def price_facet(
    price_of: Callable[[Row], PriceTag | None], *, currency: str, low: int, high: int, language: str
) -> Facet[Row]:
    """Bands of today's price, between whole units of the currency; what has no price in it is in none."""

    def band(row: Row) -> list[str]:
        price = price_of(row)
        if price is None:
            return []
        if price.free:
            return ["free"]
        minor, unit = price.now.minor, 10 ** minor_digits(price.now.currency)
        return ["low" if minor < low * unit else "middle" if minor <= high * unit else "high"]

    choices = price_choices(currency=currency, low=low, high=high, language=language)
    return Facet("price", _("Price"), choices, band)


def price_choices(*, currency: str, low: int, high: int, language: str) -> list[tuple[str, str]]:
    """The bands of prices in words."""
    below, above = (_whole(amount, currency, language) for amount in (low, high))
    return [
        ("free", pgettext("price", "Free")),
        ("low", _("Under %(amount)s") % {"amount": below}),
        ("middle", _("%(low)s to %(high)s") % {"low": below, "high": above}),
        ("high", _("Over %(amount)s") % {"amount": above}),
    ]


def cheapest_first(price: PriceTag | None) -> tuple[bool, int]:
    """A key to sort by; what has no price comes last."""
    return (price is None, price.now.minor if price else 0)


def dearest_first(price: PriceTag | None) -> tuple[bool, int]:
    """A key to sort by; what has no price comes last."""
    return (price is None, -price.now.minor if price else 0)


def _whole(amount: int, currency: str, language: str) -> str:
    return format_round(Money(amount * 10 ** minor_digits(currency), currency), language=language)


def by_label(choice: tuple[str, str]) -> str:
    """A key to sort choices by, as readers look for them."""
    return choice[1].casefold()
