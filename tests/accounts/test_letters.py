"""The letters about an account."""

from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings as project
from django.utils import translation

from messaging.models import Message

pytestmark = pytest.mark.django_db

FOLDER = Path(project.ROOT) / "templates" / "account" / "email"
KINDS = sorted(path.name.removesuffix("_subject.txt") for path in FOLDER.glob("*_subject.txt"))
OF_SECOND_STEP = ["recovery_codes_generated", "totp_activated", "totp_deactivated"]
OF_PASSKEYS = ["webauthn_added", "webauthn_removed"]

# Who has left is asked for nothing more; who lost an account by its address answers the letter.
TELL_ONLY = {"account/email/account_deleted", "account/email/email_changed"}


@pytest.mark.parametrize(
    "kind",
    [*(f"account/email/{kind}" for kind in KINDS), *(f"mfa/email/{kind}" for kind in OF_SECOND_STEP + OF_PASSKEYS)],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_letter_has_its_parts_its_language_and_its_direction(kind, language):
    with translation.override(language):
        get_adapter().send_mail(kind, "ada@example.org", {"activate_url": "https://a.example/confirm?a=1&b=2"})

    message = Message.objects.get()
    direction = "rtl" if language == "ar" else "ltr"
    assert message.language == language
    assert f'<html lang="{language}" dir="{direction}">' in message.html
    assert message.html.count("<h1") == 1
    leads_somewhere = kind not in TELL_ONLY
    assert ('href="http' in message.html, "http" in message.text) == (leads_somewhere, leads_somewhere)
    assert "&amp;" not in message.text
    assert message.subject
    assert len(message.subject) < 70


def test_the_letters_are_all_there():
    assert KINDS == [
        "account_already_exists",
        "account_deleted",
        "email_changed",
        "email_confirmation",
        "email_confirmation_signup",
        "password_changed",
        "password_reset",
        "password_reset_key",
        "unknown_account",
    ]
