"""Passkeys: a telephone, a computer or a key that opens the account by its own lock, without a password.

A passkey is another way in and takes none away: the password goes on to work for the day the device is lost, and
whoever wants it to open nothing by itself turns the second step on. Signing in with a passkey asks for no code,
because having the device and opening it are two steps already.
"""

from __future__ import annotations

import json

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms, views
from allauth.mfa.webauthn.internal.auth import WebAuthn, begin_registration
from django.contrib import messages
from django.db import DatabaseError, transaction
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts.entrance import Answers
from accounts.forms import LoginForm
from accounts.limits import refuse

LONGEST_NAME = 60
LARGEST = 20_000  # signs; what a device says about itself is a tenth of it
SAID_BY_DEVICE = ("clientDataJSON", "attestationObject")


class _FromDevice:
    """What a device answered stands in a hidden field: what is wrong with it is said above the form."""

    def add_error(self, field, error):
        super().add_error(None if field == "credential" else field, error)

    def _clean_fields(self):
        field = self.fields["credential"]
        wrong = get_adapter().error_messages["incorrect_passkey"]
        field.error_messages |= {"required": wrong, "invalid": wrong}
        super()._clean_fields()

    def read(self, reading):
        """Let allauth read it; whatever a stranger's bytes do to the decoders is an answer that is not right."""
        try:
            return reading()
        except (forms.forms.ValidationError, DatabaseError) as reason:
            if getattr(reason, "code", "") == "incorrect_code":
                raise get_adapter().validation_error("incorrect_passkey") from reason
            raise
        except Exception as reason:
            raise get_adapter().validation_error("incorrect_passkey") from reason


class AddPasskeyForm(_FromDevice, forms.AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # all of ours are
        _name(self.fields["name"])

    def clean(self) -> dict:
        said = self.read(super().clean)
        if credential := said.get("credential"):
            said["credential"] = _kept(credential)
        return said


class NamePasskeyForm(forms.EditWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])


class _Answered(_FromDevice):
    def clean_credential(self):
        return self.read(super().clean_credential)


class LoginPasskeyForm(_Answered, forms.LoginWebAuthnForm):
    pass


class PasskeyAgainForm(_Answered, forms.ReauthenticateWebAuthnForm):
    pass


class PasskeyStepForm(_Answered, forms.AuthenticateWebAuthnForm):
    pass


def _name(field) -> None:
    field.label, field.max_length = _("Name of the passkey"), LONGEST_NAME
    field.help_text = _("So that you know it again: your telephone, say.")
    field.error_messages |= {"required": _("Write a name.")}
    field.widget.attrs |= {"autocomplete": "off", "maxlength": LONGEST_NAME}
    field.validators.append(forms.forms.CharField(max_length=LONGEST_NAME).validators[0])


def _kept(credential: dict) -> dict:
    """Of what the browser sent only what is needed to know the device again."""
    response = {name: credential["response"][name] for name in SAID_BY_DEVICE}
    if len(json.dumps(response)) > LARGEST:
        raise get_adapter().validation_error("incorrect_passkey")
    kept = {name: credential[name] for name in ("id", "rawId", "type") if name in credential}
    return kept | {"response": response, "clientExtensionResults": {"credProps": {"rk": True}}}


@method_decorator(never_cache, name="dispatch")
class AddPasskey(Answers, views.AddWebAuthnView):
    form_class = AddPasskeyForm
    success_url = reverse_lazy("mfa_list_webauthn")

    def get_context_data(self, **kwargs) -> dict:
        # One that finds its account by itself and is opened by a finger, a face or a number.
        options = begin_registration(self.request.user, True)
        return super(views.AddWebAuthnView, self).get_context_data(**kwargs) | {"options": json.dumps(options)}

    @transaction.atomic
    def form_valid(self, form):
        # Not allauth's own: it would make codes for a second step that is not on.
        WebAuthn.add(self.request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        adapter = get_account_adapter()
        adapter.add_message(self.request, messages.SUCCESS, "mfa/messages/webauthn_added.txt")
        adapter.send_notification_mail("mfa/email/webauthn_added", self.request.user)
        return super(views.AddWebAuthnView, self).form_valid(form)

    def get_success_url(self) -> str:
        return str(self.success_url)


class NamePasskey(Answers, views.EditWebAuthnView):
    form_class = NamePasskeyForm


class RemovePasskey(views.RemoveWebAuthnView):
    pass


@method_decorator(never_cache, name="dispatch")
class PasskeyAgain(views.ReauthenticateWebAuthnView):
    form_class = PasskeyAgainForm

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        # allauth's own forgets the form that was refused.
        return context | kwargs | {"options": json.dumps(context["js_data"]["request_options"])}

    def form_invalid(self, form):
        return refuse(self.render_to_response(self.get_context_data(form=form)), form)


@method_decorator(never_cache, name="dispatch")
class LoginPasskey(views.LoginWebAuthnView):
    form_class = LoginPasskeyForm
    template_name = "account/login.html"

    def form_invalid(self, form):
        page = self.get_context_data(form=LoginForm(), passkey=form)
        return refuse(self.render_to_response(page), form)
