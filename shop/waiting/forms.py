"""What is asked of somebody who wants to wait."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.offers.models import Offer


class JoinForm(forms.Form):
    """For how many people, and under which address; whoever is signed in with a proven one is not asked for it."""

    offer = forms.CharField(max_length=120, widget=forms.HiddenInput)
    quantity = forms.IntegerField(
        label=_("How many of you"),
        min_value=1,
        max_value=999,
        error_messages={
            "required": _("Write for how many people"),
            "invalid": _("Write the number as a whole number, like 2"),
            "min_value": _("Write the number as a whole number, like 2"),
            "max_value": _("Write a smaller number"),
        },
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We write there when there are places. First you get a letter that asks whether it is you."),
        max_length=254,
        error_messages={
            "required": _("Write the e-mail to which we write when there are places"),
            "invalid": _("Write your e-mail with an @, like ada@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )

    def __init__(self, *args, offer: Offer | None, address: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if address:
            del self.fields["email"]
        self.address = address
        if offer:
            counts = range(offer.least_per_order, offer.most_per_order + 1)
            self.fields["quantity"].widget = forms.Select(choices=[(count, count) for count in counts])

    @property
    def chosen_address(self) -> str:
        return self.address or self.cleaned_data["email"]
