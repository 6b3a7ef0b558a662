"""What is asked of somebody who withdraws."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.orders.clicks import CLICK
from shop.orders.models import Order
from shop.withdrawals.queries import Choice

EMAIL_WORDS = {
    "required": _("Write the e-mail to which the receipt goes"),
    "invalid": _("Write your e-mail with an @, like ada@example.org"),
}
ORDER_WORDS = {
    "required": _("Write the number of the order; it stands in its letter"),
    "invalid": _("The number of an order has letters and digits only, like K7M2P9QX"),
    "max_length": _("The number of an order has letters and digits only, like K7M2P9QX"),
}


class FindForm(forms.Form):
    """Which order it is, said by somebody who has no link at hand."""

    number = forms.RegexField(
        r"^\s*[A-Za-z0-9]+\s*\Z",
        label=_("Order number"),
        max_length=20,
        strip=True,
        error_messages=ORDER_WORDS,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The one with which you ordered."),
        max_length=254,
        error_messages=EMAIL_WORDS | {"required": _("Write the e-mail with which you ordered")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )

    def clean_number(self) -> str:
        return self.cleaned_data["number"].strip().upper()


class WithdrawForm(forms.Form):
    """Name, where the receipt goes, and from what is withdrawn; `step` and `click` are for the second page."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        error_messages={"required": _("Write your name"), "max_length": _("Write your name in at most 150 characters")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The receipt goes here."),
        max_length=254,
        error_messages=EMAIL_WORDS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    lines = forms.MultipleChoiceField(
        label=_("From what do you withdraw?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing"),
            "invalid_choice": _("Choose from the list; something was declared or paid back meanwhile"),
        },
    )
    step = forms.ChoiceField(choices=[("look", ""), ("confirm", "")], widget=forms.HiddenInput, required=False)
    click = forms.RegexField(CLICK, widget=forms.HiddenInput, required=False)

    field_order = ["lines", "name", "email"]

    def __init__(self, *args, order: Order, choices: list[Choice], **kwargs) -> None:
        kwargs.setdefault("initial", {"name": order.name, "email": order.email})
        super().__init__(*args, **kwargs)
        self.choices = {str(choice.line.pk): choice for choice in choices}
        self.fields["lines"].choices = [(key, choice.line.title) for key, choice in self.choices.items()]

    @property
    def boxes(self) -> list[tuple]:
        """Each box with what the law says of its line."""
        return [(box, self.choices[str(box.data["value"])]) for box in self["lines"]]

    @property
    def chosen(self) -> list[Choice]:
        return [self.choices[key] for key in self.cleaned_data["lines"]]

    @property
    def confirmed(self) -> bool:
        return self.cleaned_data["step"] == "confirm" and bool(self.cleaned_data["click"])
