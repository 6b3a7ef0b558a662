"""The form that books a date: so many of each ticket type and of each option."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from events.catalogue.models import EventDate
from events.catalogue.selling import TICKET
from shop.contract import offers_of

MOST = 999


class BookingForm(forms.Form):
    """Quantities by the key of what is wanted; nothing is wanted of what is left empty."""

    def __init__(self, data, *, date: EventDate) -> None:
        super().__init__(data)
        self.date = date
        self.offers = {offer.key: offer for offer in offers_of([date])[date.pk] if offer.published}
        for key in self.offers:
            self.fields[key] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST,
                error_messages={"invalid": _("Write the quantity as a whole number, like 2")},
            )

    @property
    def wishes(self) -> list[tuple[str, int]]:
        """Keys and quantities, tickets before what comes on top of them."""
        wanted = [(key, self.cleaned_data.get(key) or 0) for key in self.offers]
        return sorted(((key, count) for key, count in wanted if count), key=lambda wish: self._on_top(wish[0]))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose how many places you would like."))
        if not self.errors and not any(cleaned.get(key) for key in self.offers if not self._on_top(key)):
            raise forms.ValidationError(_("Choose a ticket first; the rest comes with it."))
        return cleaned

    def refuse(self, reasons: dict[str, str], *, some: bool) -> None:
        """Say beside each what could not be had, and what became of the others."""
        for key, reason in reasons.items():
            self.add_error(key, reason)
        if some:
            self.add_error(None, _("The others lie in your cart already."))

    def _on_top(self, key: str) -> bool:
        return self.offers[key].kind != TICKET
