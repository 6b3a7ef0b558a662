"""Signing in and proving an address: what a guest began becomes the member's."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.cart.merging import Merged, merge_into_members
from shop.cart.visitor import COOKIE
from shop.orders.operations import claim_orders


def on_sign_in(sender, request, user, **kwargs) -> None:
    """Join carts and say what changed; guest orders of proven addresses join too. Django's own signal calls it."""
    for email in EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True):
        claim_orders(user=user, email=email)
    token = request.COOKIES.get(COOKIE, "") if request else ""
    for sentence in _sentences(merge_into_members(token=token, user=user, at=timezone.now())):
        messages.info(request, sentence, fail_silently=True)
    if token:
        request.cart.forget_guest()


def _sentences(merged: Merged) -> list[str]:
    """What became of the cart, in words."""
    said = []
    if merged.joined:
        said.append(
            ngettext(
                "Your cart from before is here too: %(count)d thing was added to it.",
                "Your cart from before is here too: %(count)d things were added to it.",
                merged.joined,
            )
            % {"count": merged.joined}
        )
    if merged.owned:
        said.append(
            ngettext(
                "%(count)d thing was taken out of your cart, because it is yours already.",
                "%(count)d things were taken out of your cart, because they are yours already.",
                merged.owned,
            )
            % {"count": merged.owned}
        )
    if merged.currency:
        said.append(_("Your cart is now in %(currency)s, as you chose last.") % {"currency": merged.currency})
    return said
