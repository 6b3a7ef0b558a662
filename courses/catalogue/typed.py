"""Lengths as editors type them: with a colon."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from money.typed import latin

LONGEST = 100 * 3600  # seconds
TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class LengthField(forms.CharField):
    """Minutes and seconds, "12:30", or minutes, "8"; cleaned to seconds."""

    widget = forms.TextInput(attrs={"dir": "ltr", "size": 8})
    default_error_messages = {
        "invalid": _("Write minutes and seconds, like 12:30, or only minutes, like 8"),
        "too_long": _("That is longer than four days. Write minutes and seconds, like 12:30"),
    }

    def to_python(self, value: object) -> int | None:
        text = latin(super().to_python(value))
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
