"""Tax inside prices: which rate holds where, for which class of goods, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.checks import Error, register
from django.utils import timezone

STANDARD = "standard"  # what holds for each class that a country does not name


def tax_percent(*, country: str, tax_class: str, at: datetime) -> Decimal:
    """The rate in percent at that time (UTC), by the shop's calendar; zero where the shop collects no tax.

    That is: in countries that are not in SHOP_TAX_RATES, and before the first day that stands there.
    """
    classes = settings.SHOP_TAX_RATES.get(country, {})
    history = classes.get(tax_class, classes.get(STANDARD, {}))
    today = day_of(at).isoformat()
    since = max((day for day in history if day <= today), default=None)
    return Decimal(history[since]) if since else Decimal(0)


def day_of(at: datetime) -> date:
    """The day of a moment (UTC) in the shop's own calendar, whoever looks."""
    return timezone.localdate(at, timezone.get_default_timezone())


@register
def tax_rates_can_be_read(app_configs, **kwargs) -> list[Error]:
    """A table that cannot be read would tax wrongly, or fail at the first sale."""
    hint = 'Write it as {"DE": {"standard": {"2022-01-01": "19"}}}; site/storefront/settings/taxes.py says more.'
    return [Error(f"SHOP_TAX_RATES: {sentence}", hint=hint, id="shop.E001") for sentence in _flaws()]


def _flaws() -> Iterator[str]:
    for country, classes in settings.SHOP_TAX_RATES.items():
        if not (isinstance(country, str) and len(country) == 2 and country.isalpha() and country.isupper()):
            yield f"{country!r} is not a country's code of two capital letters."
        if not isinstance(classes, dict) or STANDARD not in classes:
            yield f"{country} has no standard rate."
            continue
        for tax_class, history in classes.items():
            yield from _flaws_of_history(f"{country}, {tax_class}", history)


def _flaws_of_history(place: str, history: object) -> Iterator[str]:
    if not isinstance(history, dict) or not history:
        yield f"{place} has no dated rates."
        return
    for day, percent in history.items():
        if not _is_day(day):
            yield f"{place}: {day!r} is not a day like 2026-01-31."
        if not _is_percent(percent):
            yield f"{place}: {percent!r} is not a percentage from 0 to below 100, written as text."


def _is_day(day: object) -> bool:
    try:
        return isinstance(day, str) and date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _is_percent(percent: object) -> bool:
    """Text with at most two digits after the point, since that is what orders keep."""
    try:
        number = Decimal(percent) if isinstance(percent, str) else None
    except InvalidOperation:
        return False
    return number is not None and number.is_finite() and 0 <= number < 100 and number == round(number, 2)
