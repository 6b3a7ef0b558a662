"""The letters of accounts that editors may word."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from messaging.wording import Placeholder, WordedKind

# Letters that answer the same question, whether an address has an account, are all of them here: one that asked the
# database less would tell by its time.
LETTERS = {
    "email_confirmation": _("Confirm an e-mail address"),
    "password_reset_key": _("A new password"),
    "password_changed": _("The password was changed"),
    "unknown_account": _("Nobody has this address"),
    "account_already_exists": _("There is an account already"),
    "account_deleted": _("The account is deleted"),
}


def _example() -> dict:
    link = f"{settings.PUBLIC_URL}/…"
    links = dict.fromkeys(("activate_url", "password_reset_url", "signup_url"), link)
    return {"email": "ada@example.org", **links}


WORDINGS = [
    WordedKind(
        kind=f"account.{name}",
        label=label,
        subject=f"account/email/{name}_subject.txt",
        text=f"account/email/{name}_message.txt",
        html=f"account/email/{name}_message.html",
        placeholders={"email": Placeholder(_("the address that the letter goes to"), lambda it: it["email"])},
        example=_example,
    )
    for name, label in LETTERS.items()
]
