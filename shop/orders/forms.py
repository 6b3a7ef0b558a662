"""What order pages ask."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PasswordForm(forms.Form):
    """One field; the address is the order's."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. Three words work well."),
        max_length=128,
        strip=False,
        error_messages={"required": _("Write a password of at least 10 characters")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    proof = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
