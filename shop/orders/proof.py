"""Proof that someone reads the buyer's mail: it stands in links that only a letter carries."""

from __future__ import annotations

from django.core import signing

from shop.orders.models import Order

SALT = "shop.orders.proof"


def make_proof(order: Order) -> str:
    """For the link in a letter about an order."""
    return signing.dumps([order.pk, order.email], salt=SALT)


def proves(order: Order, proof: str) -> bool:
    """Whether it was made for this order and its address."""
    try:
        return signing.loads(proof, salt=SALT) == [order.pk, order.email]
    except signing.BadSignature:
        return False
