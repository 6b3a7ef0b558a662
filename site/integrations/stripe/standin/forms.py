"""What the pay page asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.stripe.standin import balance, desk, paying
from integrations.stripe.standin.deliveries import Plan


class PayForm(forms.Form):
    """What the payer does, and how the shop shall hear of it."""

    ACTS = [
        ("pay", _("Pay")),
        ("arrives", _("Pay by direct debit that arrives")),
        ("fails", _("Pay by direct debit that fails")),
        ("decline", _("Have the card declined")),
        ("run_out", _("Let the time run out")),
    ]

    act = forms.ChoiceField(choices=ACTS)
    plan = forms.ChoiceField(
        label=_("How the shop hears of it"),
        choices=Plan.choices,
        initial=Plan.AT_ONCE,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_plan(self) -> str:
        return self.cleaned_data["plan"] or Plan.AT_ONCE

    def do(self, key: str) -> None:
        """Act as the payer. Raises paying.NotOpen."""
        act, plan = self.cleaned_data["act"], self.cleaned_data["plan"]
        if act == "pay":
            paying.pay(key, plan=plan)
        elif act == "decline":
            paying.decline(key, plan=plan)
        elif act == "run_out":
            paying.let_run_out(key)
        else:
            paying.pay_later(key, arrives=act == "arrives", plan=plan)


class AfterwardsForm(forms.Form):
    """What may happen to money that was paid."""

    ACTS = ("refund", "dispute", "won", "lost", "pay_out")

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])

    def do(self, key: str) -> None:
        """Act as Stripe's dashboard or as the bank. Raises desk.NotPossible."""
        act = self.cleaned_data["act"]
        if act == "refund":
            desk.refund(key)
        elif act == "dispute":
            desk.dispute(key)
        elif act == "pay_out":
            balance.pay_out()
        else:
            desk.decide(key, won=act == "won")


class DecideForm(forms.Form):
    """The bank's word on a delayed payment, given by hand."""

    arrives = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda word: word == "yes")
