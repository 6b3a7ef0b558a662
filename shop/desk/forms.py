"""What the forms of the desk ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from money import Money, format_money
from money.typed import MoneyField, in_minor_units
from shop.desk.refunding import Refundable
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


def said(amount: Money) -> str:
    """An amount in the language of whoever looks."""
    return format_money(amount, language=get_language())


def _said_of(row) -> str:
    about = {"title": row.line.title, "sum": said(row.line.total), "terms": said(row.by_terms)}
    if row.by_terms == row.line.total:
        return _("%(title)s, %(sum)s") % about
    return _("%(title)s, %(sum)s (by the terms %(terms)s)") % about
