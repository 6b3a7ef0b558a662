"""How an amount is written in a language."""

from copy import copy
from decimal import Decimal

from babel.core import Locale
from babel.numbers import format_currency, get_currency_precision

from money.amounts import Money


def minor_digits(currency: str) -> int:
    """How many digits a currency has after the point."""
    return get_currency_precision(currency)


def format_money(amount: Money, *, language: str) -> str:
    """The amount as a reader of that language expects it; digits stay Latin in Arabic."""
    digits = minor_digits(amount.currency)
    major = Decimal(amount.minor).scaleb(-digits)
    return format_currency(major, amount.currency, locale=Locale.parse(language, sep="-"))


def format_round(amount: Money, *, language: str) -> str:
    """The same, whole amounts without their cents, as signs in shops have them."""
    whole, cents = divmod(amount.minor, 10 ** minor_digits(amount.currency))
    if cents:
        return format_money(amount, language=language)
    locale = Locale.parse(language, sep="-")
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    return pattern.apply(whole, locale, currency=amount.currency, currency_digits=False)
