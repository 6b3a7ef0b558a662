"""What cart forms may say."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

QUANTITY_WORDS = {
    "invalid": _("Write the quantity as a whole number, like 2"),
    "min_value": _("Choose at least 1"),
    "max_value": _("That is more than anyone can order at once"),
    "required": _("Write how many you would like"),
}


OPTION = "option:"
MOST_OPTIONS = 40


class AddForm(forms.Form):
    belongs_to = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    offer = forms.CharField(max_length=120)
    quantity = forms.IntegerField(required=False, min_value=1, max_value=999, error_messages=QUANTITY_WORDS)

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1

    def clean(self) -> dict:
        """`option:<key>` says how many of an offer come on top; none where the field is empty."""
        field = forms.IntegerField(required=False, min_value=0, max_value=999, error_messages=QUANTITY_WORDS)
        asked = {name.removeprefix(OPTION): value for name, value in self.data.items() if name.startswith(OPTION)}
        wanted = {key[:120]: field.clean(value) for key, value in list(asked.items())[:MOST_OPTIONS]}
        return self.cleaned_data | {"options": {key: quantity for key, quantity in wanted.items() if quantity}}


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(min_value=1, max_value=999, error_messages=QUANTITY_WORDS)


class LineForm(forms.Form):
    line = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class CurrencyForm(forms.Form):
    currency = forms.ChoiceField(choices=lambda: [(code, code) for code in settings.SHOP_CURRENCIES])
