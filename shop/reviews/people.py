"""Who a reviewer is: one person, whether signed in or come by the secret address in a letter."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.contract import addresses_of
from shop.reviews.models import Reviewer


def rows_of_person(reviewer: Reviewer) -> QuerySet[Reviewer]:
    """Every row of the same person: members may have bought as guests, under several addresses."""
    if reviewer.user is None:
        return Reviewer.objects.filter(pk=reviewer.pk)
    return Reviewer.objects.filter(Q(user=reviewer.user) | Q(address__in=addresses_of(reviewer.user)))


def member(user) -> Reviewer:
    """Somebody who is signed in, as a reviewer; whoever came by a letter before stays the same person."""
    known = list(rows_of_person(Reviewer(user=user)).order_by("pk"))
    found = next((row for row in known if row.user_id == user.pk), None)
    if found is None:
        found = next((row for row in known if row.user_id is None), None)
        if found is None:
            return Reviewer.objects.get_or_create(user=user, defaults={"language": user.language})[0]
        found.user = user
        found.save(update_fields=["user"])
    return found


def buyer(order) -> Reviewer:
    """Whoever placed an order: a member, or a guest by their address."""
    if order.user:
        return member(order.user)
    address = order.email.lower()
    return Reviewer.objects.get_or_create(address=address, defaults={"language": order.language})[0]
