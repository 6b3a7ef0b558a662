"""What the forms of the desk ask."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money import Money, format_money
from money.typed import MoneyField, in_minor_units
from shop.checkout.countries import countries
from shop.desk.asking import Asked
from shop.desk.giving import Goods, Recipient, givable
from shop.desk.refunding import Refundable
from shop.fulfilment.registry import Buyer
from shop.orders.clicks import CLICK, new_click
from shop.orders.models import OrderLine

EVERYTHING, THINGS, SUM = "everything", "things", "sum"


class ConfirmForm(forms.Form):
    """Nothing but a button, and the name by which a second click is known."""

    click = forms.RegexField(
        CLICK,
        widget=forms.HiddenInput,
        initial=new_click,
        error_messages={
            "required": _("This page is out of date. Look at it once more, then confirm."),
            "invalid": _("This page is out of date. Look at it once more, then confirm."),
        },
    )

    def refresh(self) -> None:
        """Give the form a new name where the one that was sent is none."""
        if "click" in self.errors:
            self.data = self.data.copy()
            self.data["click"] = new_click()


class NoteForm(ConfirmForm):
    text = forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what the others should know"),
            "max_length": _("Write at most 2,000 characters"),
        },
    )


class SettleForm(NoteForm):
    """A note that says how something was settled."""

    what = forms.CharField(max_length=120, widget=forms.HiddenInput)

    field_order = ["text"]


class RefundForm(ConfirmForm):
    """How much goes back, and what is taken back for it."""

    what = forms.ChoiceField(
        label=_("What goes back"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what goes back"),
            "invalid_choice": _("Choose one of the three"),
        },
    )
    lines = forms.MultipleChoiceField(
        label=_("Things"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Access to these ends. What was learned or used stays in the history."),
        error_messages={"invalid_choice": _("Choose from the list; something was taken back meanwhile")},
    )
    amount = MoneyField(
        label=_("Sum"),
        required=False,
        help_text=_("E.g. 20 or 19.50. For things: empty means their whole price."),
    )
    mark = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    field_order = ["what", "lines", "amount"]

    def __init__(self, *args, of: Refundable, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["what"].choices = [
            (EVERYTHING, _("Everything that is left: %(sum)s") % {"sum": said(of.left)}),
            (THINGS, _("Some things")),
            (SUM, _("Only a sum; nothing is taken back")),
        ]
        self.fields["lines"].choices = [(str(row.line.pk), _said_of(row)) for row in of.lines]

    def clean(self) -> dict:
        cleaned = super().clean()
        what = cleaned.get("what")
        chosen = set(cleaned.get("lines") or ())
        lines = [row.line for row in self.of.lines if what == EVERYTHING or str(row.line.pk) in chosen]
        if what == THINGS and not lines and "lines" not in self.errors:
            self.add_error("lines", _("Choose at least one thing"))
        if what and "amount" not in self.errors:
            self._settle_amount(cleaned, what, [] if what == SUM else lines)
        return cleaned

    def _settle_amount(self, cleaned: dict, what: str, lines: list) -> None:
        typed, left = cleaned.get("amount"), self.of.left
        amount = left
        if what != EVERYTHING and typed is not None:
            try:
                amount = Money(in_minor_units(typed, left.currency), left.currency)
            except forms.ValidationError as reason:
                self.add_error("amount", reason)
                return
        elif what == THINGS:
            whole = Money(sum(line.total_amount for line in lines), left.currency)
            amount = whole if whole < left else left
        elif what == SUM:
            self.add_error("amount", _("Write how much goes back"))
            return
        if not amount or left < amount:
            words = _("Between nothing and %(left)s can be paid back.")
            self.add_error("amount" if what != EVERYTHING else None, words % {"left": said(left)})
        cleaned["sum"], cleaned["taken"] = amount, lines


class ExplainForm(ConfirmForm):
    """For which goods of an order a part went back; for none where it was a kindness."""

    lines = forms.MultipleChoiceField(
        label=_("Access ends to"),
        help_text=_("Tick nothing if nothing is to end."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tick only what is on the list.")},
    )

    def __init__(self, *args, open_lines: list[OrderLine], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.open_lines = {str(line.pk): line for line in open_lines}
        self.fields["lines"].choices = [(key, str(line)) for key, line in self.open_lines.items()]

    def clean_lines(self) -> list[OrderLine]:
        return [self.open_lines[key] for key in self.cleaned_data["lines"]]


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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.pk): (offer, title) for offer, title in givable(language=get_language())}
        self.fields["offer"].choices = [("", "–"), *((pk, title) for pk, (_offer, title) in self.offers.items())]
        self.fields["country"].choices = countries(get_language())
        self.fields["country"].initial = settings.SHOP_COUNTRY
        self.fields["language"].initial = get_language()

    @property
    def to(self) -> Recipient:
        return Recipient(**{name: self.cleaned_data[name] for name in ("email", "name", "country", "language")})

    @property
    def title(self) -> str:
        return self.offers[self.cleaned_data["offer"]][1]

    def goods(self, unit: Money) -> Goods:
        offer = self.offers[self.cleaned_data["offer"]][0]
        return Goods(offer, self.cleaned_data["quantity"], unit, self.asked.choices)

    @cached_property
    def asked(self) -> Asked:
        """What the kind of goods asks of whoever gets it."""
        said = self.cleaned_data
        buyer = Buyer(said.get("name", ""), said.get("email", ""))
        return Asked(self.offers[said["offer"]][0], said["quantity"], buyer, self.data)

    @property
    def knows_what(self) -> bool:
        """Whether it is said what they get, and how many."""
        return self.is_bound and not {"offer", "quantity"} & set(self.errors)


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

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"price", "currency", "offer"} & set(self.errors):
            return cleaned
        currency = cleaned["currency"]
        if cleaned.get("price") is None:
            tag = self.offers[cleaned["offer"]][0].price_at(timezone.now(), currency=currency)
            if tag is None:
                self.add_error("price", _("It has no price in this currency. Write what was paid for one."))
            cleaned["unit"] = tag and tag.now
            return cleaned
        try:
            cleaned["unit"] = Money(in_minor_units(cleaned["price"], currency), currency)
        except forms.ValidationError as reason:
            self.add_error("price", reason)
        return cleaned


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


def said(amount: Money) -> str:
    """An amount in the language of whoever looks."""
    return format_money(amount, language=get_language())


def _said_of(row) -> str:
    about = {"title": row.line.title, "sum": said(row.line.total), "terms": said(row.by_terms)}
    if row.by_terms == row.line.total:
        return _("%(title)s, %(sum)s") % about
    return _("%(title)s, %(sum)s (by the terms %(terms)s)") % about
