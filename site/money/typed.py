"""Money as people type it: with a comma or a point, in the digits of their language."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from babel.core import Locale
from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money.formatting import minor_digits

MOST = 9_999_999_99  # minor units; a price field of the database holds no more than twice that
PLAIN = re.compile(r"\d{1,9}([.,]\d{1,3})?")


class MoneyField(forms.CharField):
    """An amount as people write it, "79", "79.50" or "79,50"; cleaned to a decimal."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "size": 10})
    default_error_messages = {"invalid": _("Write the amount as a number, like 79 or 79.50")}

    def to_python(self, value: object) -> Decimal | None:
        text = latin(super().to_python(value))
        if not text:
            return None
        if PLAIN.fullmatch(text) and not _grouped(text):
            return Decimal(text.replace(",", "."))
        if not re.fullmatch(r"[\d.,’']{1,20}", text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            amount = parse_decimal(text, locale=Locale.parse(get_language(), sep="-"), strict=True)
        except NumberFormatError as unreadable:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from unreadable
        return amount


def in_minor_units(amount: Decimal, currency: str) -> int:
    """What is stored. Raises ValidationError for amounts that the currency cannot pay."""
    digits = minor_digits(currency)
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        words = _("%(currency)s has %(digits)s digits after the point, not more")
        raise forms.ValidationError(words % {"currency": currency, "digits": digits})
    if minor > MOST:
        raise forms.ValidationError(_("That is more than can be charged"))
    return int(minor)


def as_typed(minor: int | None, currency: str) -> str:
    """How a stored amount stands in its field."""
    if minor is None:
        return ""
    digits = minor_digits(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def latin(text: str) -> str:
    """Without spaces, and with the digits that Python and Babel read."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in "".join(text.split()))


def _grouped(text: str) -> bool:
    """Whether three digits follow a sign: "1.299" is a thousand in one language and cents too many in another."""
    return bool(re.fullmatch(r"\d{1,3}[.,]\d{3}", text))
