"""What may be asked about somebody's account."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from accounts.models import User


def addresses_of(user: User) -> list[str]:
    """Addresses that somebody has proven to be theirs, in small letters. Unproven ones may be another's."""
    proven = EmailAddress.objects.filter(user=user, verified=True).order_by("pk").values_list("email", flat=True)
    return [address.lower() for address in proven]
