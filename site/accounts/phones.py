"""Telephone numbers as machines call them."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLUS = phonenumbers.PhoneNumberFormat.E164
# What people put between digits, and marks of direction; the library would find a number among any words.
WRITTEN = re.compile(r"[+]?[0-9\s().\-/\u200e\u200f\u202a-\u202e]+")
FILLING = re.compile(r"[^+0-9]")


def e164(text: str, *, country: str = "") -> str:
    """A number as E.164; without a plus it is one of the country (ISO 3166). Raises ValidationError with a sentence."""
    try:
        if not WRITTEN.fullmatch(text.strip()):
            raise ValidationError(_no_number())
        number = phonenumbers.parse(FILLING.sub("", text), country or None)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_no_number()) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_no_number())
    return phonenumbers.format_number(number, PLUS)


def _no_number() -> str:
    return _("Write the number with a plus and the country first, like +49 30 123456.")
