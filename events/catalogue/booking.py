"""The form that books a date: so many of each ticket type and of each option."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.catalogue.models import EventDate
from events.catalogue.selling import TICKET
from shop.contract import Wanted, offers_of

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
    def wishes(self) -> list[Wanted]:
        """What is wanted: tickets, and what comes on top of each of them; the first ticket types are filled first."""
        tickets = self._chosen(on_top=False)
        wanted = [Wanted(key, count) for key, count in tickets.items()]
        for key, left in self._chosen(on_top=True).items():
            for ticket, places in tickets.items():
                if some := min(left, places):
                    wanted.append(Wanted(key, some, on_top_of=ticket))
                    left -= some
        return wanted

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose how many places you would like."))
        if not self.errors and not self._chosen(on_top=False):
            raise forms.ValidationError(_("Choose a ticket first; the rest comes with it."))
        if not self.errors:
            self._require_tickets_below()
        return cleaned

    def refuse(self, reasons: dict[str, str], *, some: bool) -> None:
        """Say beside each what could not be had, and what became of the others."""
        for key, reason in reasons.items():
            self.add_error(key, reason)
        if some:
            self.add_error(None, _("The others lie in your cart already."))

    def _chosen(self, *, on_top: bool) -> dict[str, int]:
        keys = [key for key, offer in self.offers.items() if (offer.kind != TICKET) == on_top]
        return {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key)}

    def _require_tickets_below(self) -> None:
        tickets = sum(self._chosen(on_top=False).values())
        words = ngettext(
            "You chose %(tickets)d ticket, so at most as many of these.",
            "You chose %(tickets)d tickets, so at most as many of these.",
            tickets,
        )
        for key, count in self._chosen(on_top=True).items():
            if count > tickets:
                self.add_error(key, words % {"tickets": tickets})
