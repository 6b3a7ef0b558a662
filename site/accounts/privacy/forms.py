"""Whoever takes everything along, or leaves, says the password once more."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class PasswordAgainForm(forms.Form):
    """Asks for the password of somebody who is signed in already."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        error_messages={"required": _("Write your password.")},
    )

    def __init__(self, *args, request, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise get_adapter().validation_error("rate_limited")
        if not self.request.user.check_password(password):
            raise ValidationError(_("This is not your password. Try again, or choose a new one by mail."))
        return password


class LeaveForm(PasswordAgainForm):
    """The last question before everything goes."""

    sure = forms.BooleanField(
        label=_("I know that my courses and what I bought cannot be opened any more."),
        error_messages={"required": _("Tick this if you want to leave.")},
    )
    field_order = ["sure", "password"]
