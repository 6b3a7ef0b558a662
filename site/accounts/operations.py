"""What may happen to an account."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.registry import address_proven


class AccountExists(Exception):
    """There is an account for this address already; say so only to somebody who has proven the address."""


def create_account_for_order(*, email: str, password: str, language: str, name: str = "", proven: bool) -> User:
    """Open an account for somebody who has bought as a guest.

    `proven` says that they reached us by a link we mailed to that address. If not, a mail asks them to
    prove it. Raises AccountExists, or ValidationError for a weak password.
    """
    user = User(email=email.strip().lower(), name=name, language=language)
    validate_password(password, user)
    user.set_password(password)  # takes a quarter of a second, so it stays outside the transaction
    try:
        with transaction.atomic():
            user.save()
            address = EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=proven)
    except IntegrityError as error:
        raise AccountExists from error
    if proven:
        address_proven(user=user, email=user.email)
    else:
        EmailConfirmationHMAC.create(address).send(signup=True)
    return user


def prove_address(*, user: User, email: str) -> None:
    """Count an address as the user's own, because they acted on a letter that went there; repeatable."""
    EmailAddress.objects.filter(user=user, email__iexact=email).update(verified=True)
    address_proven(user=user, email=email)
