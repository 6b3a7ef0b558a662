"""What people fill in around their account. Labels are words, never placeholders."""

from __future__ import annotations

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from accounts.privacy.forms import PasswordAgainForm

NEW_PASSWORD_HINT = _("At least 10 characters. A sentence is easy to keep and hard to guess.")


def _address(field: forms.Field, *, autocomplete: str = "email") -> None:
    field.label = _("E-mail address")
    words = _("Write your e-mail with an @, like ada@example.org.")
    field.error_messages |= {"invalid": words, "required": words}
    # Addresses run left to right on right-to-left pages too.
    field.widget.attrs = {"type": "email", "autocomplete": autocomplete, "dir": "ltr", "inputmode": "email"}


def _password(field: forms.Field, label, *, autocomplete: str, hint="") -> None:
    field.label, field.help_text = label, hint
    field.error_messages |= {"required": _("Write a password.")}
    field.widget.attrs = {"autocomplete": autocomplete, "dir": "ltr"}


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["login"], autocomplete="username")
        _password(self.fields["password"], _("Password"), autocomplete="current-password")


class SignupForm(allauth_forms.SignupForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["email"])
        _password(self.fields["password1"], _("Password"), autocomplete="new-password", hint=NEW_PASSWORD_HINT)

    def try_save(self, request):
        if self.account_already_exists:
            # A new account takes the time of hashing its password; a known address must not answer sooner.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _address(self.fields["email"])


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """One field: it can be shown, and a new one costs one mail."""

    password2 = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password1"], _("New password"), autocomplete="new-password", hint=NEW_PASSWORD_HINT)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    password2 = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["oldpassword"], _("Password until now"), autocomplete="current-password")
        _password(self.fields["password1"], _("New password"), autocomplete="new-password", hint=NEW_PASSWORD_HINT)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password"], _("Your password"), autocomplete="current-password")


class ChangeEmailForm(allauth_forms.AddEmailForm):
    """Another address; the password shows that it is not somebody at a screen left open."""

    def __init__(self, *args, request, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        _address(self.fields["email"])
        self.fields["email"].label = _("New e-mail address")
        self.fields["password"] = PasswordAgainForm.base_fields["password"]

    clean_password = PasswordAgainForm.clean_password
