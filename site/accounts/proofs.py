"""When somebody has shown that an address is theirs: allauth says it by signals, we pass it on by call."""

from allauth.account.signals import email_confirmed, password_reset
from django.dispatch import receiver

from accounts import operations
from accounts.registry import address_proven


@receiver(email_confirmed)
def confirmed_by_link(sender, email_address, **kwargs) -> None:
    address_proven(user=email_address.user, email=email_address.email)


@receiver(password_reset)
def acted_on_our_letter(sender, user, **kwargs) -> None:
    # The key came by mail to this address only.
    operations.prove_address(user=user, email=user.email)
