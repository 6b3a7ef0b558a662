"""What the checkout asks."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import strip_tags
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.contract import e164
from messaging.contract import whatsapp_is_offered, whatsapp_wording
from shop.checkout.business import UNION, well_formed
from shop.checkout.countries import countries
from shop.fulfilment.registry import Acceptance

EMAIL_WORDS = {
    "required": _("Write your e-mail, so that we can send you what you buy"),
    "invalid": _("Write your e-mail with an @, like ada@example.org"),
}
ACCEPT_WORDS = _("Tick the box “{wording}” to go on")
NAME_WORDS = {"required": _("Write your name"), "max_length": _("Write your name in at most 150 characters")}
COMPANY_WORDS = {"max_length": _("Write the name of the business in at most 150 characters")}
VAT_WORDS = {
    "max_length": _("Write the VAT number in at most 30 characters"),
    "outside": _("We can use VAT numbers of the European Union only; leave this empty"),
    "malformed": _("This is no VAT number of the country you chose; look at it once more, or leave it empty"),
    "unknown": _("The register does not know this VAT number; look at it once more, or leave it empty"),
    "alone": _("Write the name of the business that has this VAT number"),
}
COUNTRY_WORDS = {
    "required": _("Choose the country you live in"),
    "invalid_choice": _("Choose a country from the list"),
}
WHATSAPP_WORDS = {
    "max_length": _("Write the number in at most 40 characters"),
    "missing": _("Write the number to which we may write"),
    "unticked": _("Tick the box if we may write there, or leave the number empty"),
}
KEPT = ("email", "name", "country", "whatsapp", "company", "vat_id")


class DetailsForm(forms.Form):
    """E-mail, name, country, perhaps a business and a number for WhatsApp, and one box for each thing that must be
    accepted; none is ticked beforehand."""

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
    company = forms.CharField(
        label=_("Business"),
        required=False,
        max_length=150,
        error_messages=COMPANY_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    vat_id = forms.CharField(
        label=_("VAT number"),
        help_text=_("A business from another country of the European Union pays no VAT with it."),
        required=False,
        max_length=30,
        error_messages=VAT_WORDS,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    by_whatsapp = forms.BooleanField(label=lazy(whatsapp_wording, str)(), required=False)
    whatsapp = forms.CharField(
        label=_("Number on WhatsApp"),
        required=False,
        max_length=40,
        error_messages=WHATSAPP_WORDS,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
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

    def clean(self) -> dict:
        """The VAT number belongs to the country; well formed, it is the register's turn (`refuse_number`)."""
        said = super().clean()
        number, country = said.get("vat_id", ""), said.get("country", "")
        if number and country:
            said["vat_id"] = well_formed(number, country=country)
            if country not in UNION:
                self.add_error("vat_id", VAT_WORDS["outside"])
            elif not said["vat_id"]:
                self.add_error("vat_id", VAT_WORDS["malformed"])
        if number and not said.get("company") and "company" not in self.errors:
            self.add_error("company", VAT_WORDS["alone"])
        said["whatsapp"] = self._number(said, country=country) if whatsapp_is_offered() else ""
        return said

    def _number(self, said: dict, *, country: str) -> str:
        """Where we may write by WhatsApp; a number alone is no yes, and a yes needs a number."""
        number, yes = said.get("whatsapp", ""), said.get("by_whatsapp")
        if "whatsapp" in self.errors or not (number or yes):
            return ""
        try:
            if not number or not yes:
                raise ValidationError(WHATSAPP_WORDS["unticked" if number else "missing"])
            return e164(number, country=country)
        except ValidationError as error:
            self.add_error("whatsapp" if yes else "by_whatsapp", error)
            return ""

    def refuse_number(self) -> None:
        """Say that the register does not know the number."""
        self.add_error("vat_id", VAT_WORDS["unknown"])

    @property
    def business(self) -> list[forms.BoundField]:
        return [self["company"], self["vat_id"]]

    @property
    def says_business(self) -> bool:
        """Whether a business was named, or something is wrong with what was said of it."""
        return any(field.value() or field.errors for field in self.business)

    @property
    def whatsapp_questions(self) -> list[forms.BoundField]:
        """The box and the number, where the shop writes by WhatsApp."""
        return [self["by_whatsapp"], self["whatsapp"]] if whatsapp_is_offered() else []

    @property
    def says_whatsapp(self) -> bool:
        """Whether something was said of it, or is wrong with it."""
        return any(field.value() or field.errors for field in self.whatsapp_questions)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self["email"], self["name"], self["country"]]

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[f"accept_{acceptance.code}"] for acceptance in self.acceptances]

    def remembered(self) -> dict:
        """What the session keeps of valid answers."""
        return {name: self.cleaned_data[name] for name in KEPT} | {
            "accepted": [acceptance.code for acceptance in self.acceptances]
        }


class PayForm(forms.Form):
    """The total that the buyer was shown, in minor units; only compared, never charged."""

    total = forms.IntegerField(min_value=0, max_value=2**31)
    currency = forms.CharField(max_length=3, min_length=3)
