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


class AddForm(forms.Form):
    offer = forms.CharField(max_length=120)
    quantity = forms.IntegerField(required=False, min_value=1, max_value=999, error_messages=QUANTITY_WORDS)

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(min_value=1, max_value=999, error_messages=QUANTITY_WORDS)


class LineForm(forms.Form):
    line = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class CurrencyForm(forms.Form):
    currency = forms.ChoiceField(choices=lambda: [(code, code) for code in settings.SHOP_CURRENCIES])
