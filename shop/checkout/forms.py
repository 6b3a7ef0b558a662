"""What the checkout asks."""

from __future__ import annotations

from django import forms
from django.utils.html import strip_tags
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shop.checkout.countries import countries
from shop.fulfilment.registry import Acceptance

EMAIL_WORDS = {
    "required": _("Write your e-mail, so that we can send you what you buy"),
    "invalid": _("Write your e-mail with an @, like ada@example.org"),
}
ACCEPT_WORDS = _("Tick the box “{wording}” to go on")
NAME_WORDS = {"required": _("Write your name"), "max_length": _("Write your name in at most 150 characters")}
COUNTRY_WORDS = {
    "required": _("Choose the country you live in"),
    "invalid_choice": _("Choose a country from the list"),
}


class DetailsForm(forms.Form):
    """E-mail, name, country, and one box for each thing that must be accepted; none is ticked beforehand."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("What you buy goes here."),
        max_length=254,
        error_messages=EMAIL_WORDS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        error_messages=NAME_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("The tax inside the price depends on it; the price does not."),
        error_messages=COUNTRY_WORDS,
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )

    def __init__(self, *args, acceptances: list[Acceptance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries(get_language())
        self.acceptances = acceptances
        for acceptance in acceptances:
            self.fields[f"accept_{acceptance.code}"] = forms.BooleanField(
                label=acceptance.wording,
                error_messages={"required": format_lazy(ACCEPT_WORDS, wording=strip_tags(acceptance.wording))},
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self["email"], self["name"], self["country"]]

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[f"accept_{acceptance.code}"] for acceptance in self.acceptances]

    def remembered(self) -> dict:
        """What the session keeps of valid answers."""
        return {name: self.cleaned_data[name] for name in ("email", "name", "country")} | {
            "accepted": [acceptance.code for acceptance in self.acceptances]
        }


class PayForm(forms.Form):
    """The total that the buyer was shown, in minor units; only compared, never charged."""

    total = forms.IntegerField(min_value=0, max_value=2**31)
    currency = forms.CharField(max_length=3, min_length=3)
