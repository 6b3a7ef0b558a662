"""How allauth behaves in this shop: whose language, which addresses, which words."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Letters are written in the person's language, and their links begin with the shop's own address.

    A link never takes its host from the request: whoever asks for a new password could set it.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Look at both again, or choose a new password."
        ),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "enter_current_password": _("This is not your password. Try again, or choose a new one by mail."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def save_user(self, request, user, form, commit=True) -> User:
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def get_logout_redirect_url(self, request) -> str:
        return f"/{translation.get_language()}/"

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("accounts:dashboard")  # asks to sign in where that has not happened yet

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")

    def get_email_confirmation_url(self, request, emailconfirmation) -> str:
        return settings.PUBLIC_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def send_confirmation_mail(self, request, emailconfirmation, signup) -> None:
        with translation.override(emailconfirmation.email_address.user.language):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_password_reset_mail(self, user, email, context) -> None:
        with translation.override(user.language):
            path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
            super().send_password_reset_mail(user, email, context | {"password_reset_url": settings.PUBLIC_URL + path})

    def send_account_already_exists_mail(self, email) -> None:
        self.send_mail("account/email/account_already_exists", email, _links())

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        with translation.override(user.language):
            self.send_mail(template_prefix, email or user.email, (context or {}) | _links())

    def send_mail(self, template_prefix, email, context) -> None:
        """Render a letter of this folder in the active language and hand it to the outbox."""
        context = _links() | context | {"email": email}
        if template_prefix == "account/email/unknown_account":
            context |= _links()  # allauth's own was made from the request
        mail = EmailMultiAlternatives(
            subject=" ".join(render_to_string(f"{template_prefix}_subject.txt", context).split()),
            body=render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n",
            to=[email],
        )
        mail.attach_alternative(render_to_string(f"{template_prefix}_message.html", context), "text/html")
        mail.kind = template_prefix.replace("/email/", ".")
        mail.send()


def _links() -> dict:
    """Addresses that letters lead to, in the active language."""
    return {
        "signup_url": settings.PUBLIC_URL + reverse("account_signup"),
        "password_reset_url": settings.PUBLIC_URL + reverse("account_reset_password"),
    }
