"""People: Ada buys, Bela teaches, Cleo edits; a stranger must see nothing."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from accounts.models import User

PASSWORD = "seven quiet stones"


def make_user(email="ada@example.org", *, name="Ada", language="en", verified=True, **fields) -> User:
    """A person with an account whose address is proven."""
    user = User.objects.create_user(email, PASSWORD, name=name, language=language, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


def code_now(secret: str) -> str:
    """What an app for second steps shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
