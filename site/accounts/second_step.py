"""The optional second step of signing in: a code from an app, a passkey, or a code from a list kept for a bad day."""

from __future__ import annotations

import base64
import hashlib
import json

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as base
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.forms.auth import LoginForm

from accounts.entrance import Answers
from accounts.limits import refuse
from accounts.passkeys import PasskeyStepForm

LONGEST = 20


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps secrets encrypted, so that whoever reads the database cannot make codes; says things in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Turn the second step off first; after the change you can turn it on again."),
        "incorrect_code": _("This code is not right or has run out. Write the one that is shown now."),
        "incorrect_passkey": _("This passkey does not belong to an account here, or took too long. Try again."),
        "unverified_email": _("Your address is waiting for its proof. Follow the link in our letter first."),
    }

    def is_mfa_enabled(self, user, types=None) -> bool:
        """Whether the password alone opens nothing. A passkey is a way in of its own and changes nothing about that."""
        if types is None or Authenticator.Type.TOTP in types:
            types = [Authenticator.Type.TOTP]
        return super().is_mfa_enabled(user, types)

    def generate_authenticator_name(self, user, type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""  # of a key that is gone: no code fits it any more


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second step:{key}".encode()).digest())) for key in keys]
    )


class _Code:
    """The one field of these forms, with a label of ours."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.max_length = _("Code"), LONGEST
        field.error_messages |= {"required": _("Write the code.")}
        field.widget.attrs = {"autocomplete": "one-time-code", "dir": "ltr", "maxlength": LONGEST}


class ActivateForm(_Code, ActivateTOTPForm):
    pass


class CodeForm(_Code, AuthenticateForm):
    pass


class CodeAgainForm(_Code, ReauthenticateForm):
    pass


@method_decorator(never_cache, name="dispatch")
class Activate(Answers, totp.ActivateTOTPView):
    form_class = ActivateForm


class Deactivate(Answers, totp.DeactivateTOTPView):
    pass


class Authenticate(base.AuthenticateView):
    form_class = CodeForm
    webauthn_form_class = PasskeyStepForm

    def _build_forms(self):
        # Without a code allauth takes it for a passkey.
        if self.request.method == "POST" and not {"code", "credential"} & self.request.POST.keys():
            self.request.POST = self.request.POST.copy()
            self.request.POST["code"] = ""
        return super()._build_forms()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        return context | {"options": json.dumps(options) if options["publicKey"].get("allowCredentials") else ""}

    def form_invalid(self, form):
        return refuse(super().form_invalid(form).render(), form)


class Reauthenticate(Answers, base.ReauthenticateView):
    form_class = CodeAgainForm


@method_decorator(never_cache, name="dispatch")
class Codes(codes.ViewRecoveryCodesView):
    pass


class NewCodes(Answers, codes.GenerateRecoveryCodesView):
    pass


class DeskLoginForm(LoginForm):
    """Wagtail's own door asks for no code, so it is closed to whoever has a second step."""

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if is_mfa_enabled(user):
            raise ValidationError(_("You have a second step. Sign in on the shop's own page, then come back here."))
