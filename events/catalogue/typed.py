"""What editors type into one field and mean as several things: prices in each currency, codes with commas."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from money.typed import MoneyField, as_typed, in_minor_units

BETWEEN = re.compile(r"[\s,،;]+")


def codes_in(text: str) -> list[str]:
    """The codes in a line, in their order, each once; commas may be Arabic."""
    return list(dict.fromkeys(code for code in BETWEEN.split(text) if code))


class PricesWidget(forms.MultiWidget):
    """One amount beside each currency of the shop."""

    def __init__(self) -> None:
        attrs = MoneyField.widget.attrs
        super().__init__({code: forms.TextInput(attrs=attrs) for code in settings.SHOP_CURRENCIES})

    def decompress(self, value: dict[str, int] | None) -> list[str]:
        return [as_typed((value or {}).get(code), code) for code in settings.SHOP_CURRENCIES]

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        values = value if isinstance(value, list) else self.decompress(value)
        base = (attrs or {}).get("id") or f"id_{name}"
        inputs = [
            (code, widget.render(f"{name}_{code}", one, {**widget.attrs, "id": f"{base}_{code}"}, renderer))
            for code, widget, one in zip(settings.SHOP_CURRENCIES, self.widgets, values, strict=True)
        ]
        return format_html("<div>{}</div>", format_html_join(" ", "<label><bdi>{}</bdi> {}</label>", inputs))


class PricesField(forms.MultiValueField):
    """Amounts by currency, cleaned to minor units; a currency that is left empty has no price."""

    widget = PricesWidget

    def __init__(self, **kwargs) -> None:
        amounts = [MoneyField(required=False) for _code in settings.SHOP_CURRENCIES]
        super().__init__(amounts, require_all_fields=False, **{"widget": PricesWidget(), **kwargs})

    def compress(self, amounts: list[Decimal | None]) -> dict[str, int]:
        pairs = zip(settings.SHOP_CURRENCIES, amounts or [], strict=False)
        return {code: in_minor_units(amount, code) for code, amount in pairs if amount is not None}
