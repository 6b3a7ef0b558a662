"""Forms of orders that staff make, and of the end of what they gave."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money import Money
from money.typed import MoneyField, in_minor_units
from shop.checkout.countries import countries
from shop.desk.asking import Asked
from shop.desk.forms import ConfirmForm
from shop.desk.giving import Goods, Recipient, givable
from shop.fulfilment.registry import Buyer
from shop.offers.models import Offer


class MakeForm(ConfirmForm):
    """Who gets what. Both kinds of orders that staff make ask this."""

    offer = forms.ChoiceField(label=_("What"), error_messages={"required": _("Choose what they get")})
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=999, initial=1)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The letter goes there."),
        widget=forms.EmailInput({"dir": "ltr"}),
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    country = forms.ChoiceField(label=_("Country"), help_text=_("Where they live; the tax depends on it."))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("In which the letter is written.")
    )
    mark = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    also_help = ""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.pk): (offer, title) for offer, title in givable(language=get_language())}
        self.fields["offer"].choices = [("", "–"), *((pk, title) for pk, (_offer, title) in self.offers.items())]
        self.fields["country"].choices = countries(get_language())
        self.fields["country"].initial = settings.SHOP_COUNTRY
        self.fields["language"].initial = get_language()
        self._offer_others()

    @property
    def to(self) -> Recipient:
        return Recipient(**{name: self.cleaned_data[name] for name in ("email", "name", "country", "language")})

    @property
    def wanted(self) -> list[tuple[Offer, int]]:
        """What they get, and how many of each."""
        also = [(offer, self.cleaned_data.get(name)) for name, offer in self.also.items()]
        first = self.offers[self.cleaned_data["offer"]][0]
        return [(first, self.cleaned_data["quantity"]), *((offer, count) for offer, count in also if count)]

    def title_of(self, offer: Offer) -> str:
        return self.offers[str(offer.pk)][1]

    def goods(self, unit: Callable[[Offer], Money]) -> list[Goods]:
        pairs = zip(self.wanted, self.asked.choices, strict=True)
        return [Goods(offer, count, unit(offer), choices) for (offer, count), choices in pairs]

    @cached_property
    def asked(self) -> Asked:
        """What the kind of goods asks of whoever gets it."""
        said = self.cleaned_data
        return Asked(self.wanted, Buyer(said.get("name", ""), said.get("email", "")), self.data)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """What is asked about each of them, below its name where there are several."""
        several = len(self.wanted) > 1
        titles = [self.title_of(offer) if several else "" for offer, _count in self.wanted]
        asked = [(title, self.asked.fields_about(place)) for place, title in enumerate(titles)]
        return [(title, fields) for title, fields in asked if fields]

    @property
    def knows_what(self) -> bool:
        """Whether it is said what they get, and how many."""
        return self.is_bound and not {"offer", "quantity", *self.also} & set(self.errors)

    def _offer_others(self) -> None:
        """Ask how many they get of what else the same thing is sold as, such as other kinds of tickets for a date."""
        first, _title = self.offers.get(str(self["offer"].value() or ""), (None, ""))
        self.also = {
            f"also_{offer.pk}": offer for offer, _title in self.offers.values() if first and _goes_along(offer, first)
        }
        for name, offer in self.also.items():
            self.fields[name] = forms.IntegerField(
                label=_("And of “%(title)s”") % {"title": self.title_of(offer)},
                min_value=0,
                max_value=999,
                required=False,
                help_text=self.also_help,
            )
        self.order_fields(["offer", "quantity", "currency", "price", *self.also, *(self.field_order or ())])


class GiftForm(MakeForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Stands as a note with the order; the recipient does not see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is given")},
    )

    field_order = ["offer", "quantity", "email", "name", "country", "language", "reason"]


class ElsewhereForm(MakeForm):
    """An order whose money came without our payment partner."""

    WAYS = [("transfer", _("Bank transfer")), ("cash", _("Cash")), ("other", _("Another way"))]

    way = forms.ChoiceField(label=_("How it was paid"), choices=WAYS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        help_text=_("What finds the money again: the line of the bank statement, the number of the receipt."),
        error_messages={"required": _("Write what finds the money again")},
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=lambda: [(code, code) for code in settings.SHOP_CURRENCIES]
    )
    price = MoneyField(
        label=_("Price for one"), required=False, help_text=_("With tax. Empty: as it is in the shop now.")
    )
    text = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = [
        *("offer", "quantity", "currency", "price", "way", "reference"),
        *("email", "name", "country", "language", "text"),
    ]

    also_help = _("For the price that it has in the shop now.")
    no_price = _("It has no price in this currency. Write what was paid for one.")
    also_no_price = _("It has no price in this currency.")

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"price", "currency", "offer", "quantity", *self.also} & set(self.errors):
            return cleaned
        currency, typed = cleaned["currency"], cleaned.get("price")
        cleaned["units"] = {}
        for name, (offer, _count) in zip(self._fields_of_prices(), self.wanted, strict=True):
            try:
                cleaned["units"][offer.pk] = _unit(offer, typed if name == "price" else None, currency)
            except forms.ValidationError as reason:
                self.add_error(name, reason)
            else:
                if cleaned["units"][offer.pk] is None:
                    self.add_error(name, self.no_price if name == "price" else self.also_no_price)
        return cleaned

    def _fields_of_prices(self) -> list[str]:
        """Beside which field each price is spoken about."""
        return ["price", *(name for name in self.also if self.cleaned_data.get(name))]


def _unit(offer: Offer, typed: Decimal | None, currency: str) -> Money | None:
    """What one costs: as it was typed, or as it is in the shop now, if it is. Raises ValidationError."""
    if typed is not None:
        return Money(in_minor_units(typed, currency), currency)
    tag = offer.price_at(timezone.now(), currency=currency)
    return tag and tag.now


def _goes_along(offer: Offer, first: Offer) -> bool:
    """Whether it is another way in which the same thing is sold, so that the same questions are asked."""
    same = (offer.kind, offer.record_type_id, offer.record_id) == (first.kind, first.record_type_id, first.record_id)
    return same and offer.pk != first.pk


class TakeBackForm(ConfirmForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is taken back")},
    )
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        help_text=_("What finds the money again that you have paid back."),
        error_messages={"required": _("Write what finds the money again")},
    )

    def __init__(self, *args, paid: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not paid:
            del self.fields["reference"]
