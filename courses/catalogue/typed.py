"""What editors type as people do: money with a comma, lengths with a colon."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from babel.core import Locale
from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money import minor_digits

MOST = 9_999_999_99  # minor units; a price field of the database holds no more than twice that
LONGEST = 100 * 3600  # seconds
PLAIN = re.compile(r"\d{1,9}([.,]\d{1,3})?")
TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class MoneyField(forms.CharField):
    """An amount as people write it, "79", "79.50" or "79,50"; cleaned to a decimal."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "size": 10})
    default_error_messages = {"invalid": _("Write the amount as a number, like 79 or 79.50")}

    def to_python(self, value: object) -> Decimal | None:
        text = _latin(super().to_python(value))
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


class LengthField(forms.CharField):
    """Minutes and seconds, "12:30", or minutes, "8"; cleaned to seconds."""

    widget = forms.TextInput(attrs={"dir": "ltr", "size": 8})
    default_error_messages = {
        "invalid": _("Write minutes and seconds, like 12:30, or only minutes, like 8"),
        "too_long": _("That is longer than four days. Write minutes and seconds, like 12:30"),
    }

    def to_python(self, value: object) -> int | None:
        text = _latin(super().to_python(value))
        if not text:
            return None
        if match := TIME.fullmatch(text):
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            length = 3600 * hours + 60 * minutes + seconds
        elif text.isascii() and text.isdigit() and len(text) < 6:
            length = 60 * int(text)
        else:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if length > LONGEST:
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")
        return length

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, int):
            return value
        minutes, seconds = divmod(value, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


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


def _latin(text: str) -> str:
    """Without spaces, and with the digits that Python and Babel read."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in "".join(text.split()))


def _grouped(text: str) -> bool:
    """Whether three digits follow a sign: "1.299" is a thousand in one language and cents too many in another."""
    return bool(re.fullmatch(r"\d{1,3}[.,]\d{3}", text))
