"""What somebody tells us about themselves."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phones import e164
from accounts.registry import switches, ways


@cache
def zones() -> list:
    """All zones that have a place in their name, by continent."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        continent, _slash, place = name.partition("/")
        if place and continent not in ("Etc", "SystemV", "US", "posix", "right"):
            groups.setdefault(continent, []).append((name, place.replace("_", " ").replace("/", " – ")))
    return [("", _("As the shop")), ("UTC", "UTC"), *groups.items()]


class ProfileForm(forms.ModelForm):
    """Who somebody is to us: what we call them, and how we write and count for them."""

    language = forms.ChoiceField(
        label=_("Language of our letters"),
        choices=settings.LANGUAGES,
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        required=False,
        help_text=_("Times are shown as they are where you are."),
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=lambda: [("", _("As the shop")), *((code, code) for code in settings.SHOP_CURRENCIES)],
        required=False,
        widget=forms.Select(attrs={"autocomplete": "transaction-currency"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("With the number of the country, like +49 30 123456. Only for what cannot wait."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
    )
    channels = forms.MultipleChoiceField(
        label=_("How we may remind you"),
        choices=lambda: [(way.code, way.wording or way.label) for way in ways()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["name", "language", "zone", "currency", "phone", "channels"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("What we may call you.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if len(ways()) < 2:
            del self.fields["channels"]  # there is nothing to choose
        else:
            self.initial["channels"] = [way.code for way in ways() if way.is_on(self.instance)]
        for switch in switches():
            self.fields[f"switch_{switch.code}"] = forms.BooleanField(
                label=switch.label, help_text=switch.hint, required=False, initial=switch.is_on(self.instance)
            )

    def switch_fields(self) -> list:
        """The switches of other apps, as fields."""
        return [self[f"switch_{switch.code}"] for switch in switches()]

    @transaction.atomic
    def keep(self, *, at: datetime) -> None:
        """Save the details, say to the ways what was chosen, and turn those switches that somebody has moved."""
        user = self.save()
        if "channels" in self.fields:
            for way in ways():
                way.turn(user=user, on=way.code in self.cleaned_data["channels"], at=at)
        for switch in switches():
            name = f"switch_{switch.code}"
            if name in self.changed_data:
                switch.turn(user=user, on=self.cleaned_data[name], at=at)

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return e164(phone) if phone else ""

    def clean(self) -> dict:
        said = super().clean()
        needs = [way for way in ways() if way.needs_phone and way.code in said.get("channels", ())]
        if needs and not said.get("phone") and "phone" not in self.errors:
            self.add_error(
                "phone", _("Write your number, so that we can reach you by %(way)s.") % {"way": needs[0].label}
            )
        return said
