"""Prices as editors type them on one row: an amount for each currency of the shop, kept in minor units."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from money.typed import MoneyField, as_typed, in_minor_units


class PricesWidget(forms.MultiWidget):
    """A field for each currency, with its code beside it."""

    def __init__(self) -> None:
        field = MoneyField.widget.attrs
        super().__init__({code: forms.TextInput(attrs=field) for code in settings.SHOP_CURRENCIES})

    def decompress(self, value: dict | None) -> list[str]:
        return [as_typed((value or {}).get(code), code) for code in settings.SHOP_CURRENCIES]

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        inputs = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        pairs = zip(settings.SHOP_CURRENCIES, self.widgets, inputs, strict=True)
        return format_html_join(
            " ",
            "<label>{} {}</label>",
            (
                (code, widget.render(field["name"], field["value"], field["attrs"], renderer))
                for code, widget, field in pairs
            ),
        )


class PricesField(forms.MultiValueField):
    """Amounts by currency, {"EUR": 1600}; currencies without an amount are left out."""

    def __init__(self, **kwargs) -> None:
        fields = [MoneyField(required=False) for _code in settings.SHOP_CURRENCIES]
        super().__init__(fields=fields, widget=PricesWidget(), require_all_fields=False, **kwargs)

    def compress(self, amounts: list[Decimal | None]) -> dict[str, int]:
        pairs = zip(settings.SHOP_CURRENCIES, amounts, strict=False)
        return {code: in_minor_units(amount, code) for code, amount in pairs if amount is not None}
