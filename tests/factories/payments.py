"""Orders at the payment page, and what Stripe says of them, in its own manner."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import count

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from integrations.stripe.standin.deliveries import WEBHOOK, signature
from outbox.runner import run_due
from shop.contract import Offer
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, Payment
from shop.payments.operations import open_payment
from tests.factories.shop import make_order, make_walk

_numbers = count(1)


def at_the_page(*offers: Offer, at: datetime | None = None, **values) -> Payment:
    """An order whose buyer is at the payment page."""
    at = at or timezone.now()
    order = make_order(*(offers or [make_walk()]), at=at, **values)
    return open_payment(order_id=order.pk, at=at)


def event(kind: str, about: dict, **values) -> dict:
    """An event as Stripe writes it."""
    return {
        "id": f"evt_test_{next(_numbers)}",
        "object": "event",
        "type": kind,
        "livemode": False,
        "created": 1_800_000_000,
        "data": {"object": about},
        **values,
    }


def tell(told: dict | bytes, *, header: str | None = None) -> HttpResponse:
    """Post an event to the shop, signed as Stripe signs it unless another header is given."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    headers = {"stripe-signature": signature(body) if header is None else header}
    return Client().post(WEBHOOK, body, content_type="application/json", headers=headers)


def do_all_work() -> None:
    """What the runner does by now."""
    run_due()


def movements(order: Order) -> list[tuple[str, int]]:
    """What the ledger says of an order, without what it cost and what of it was paid out."""
    entries = LedgerEntry.objects.filter(order=order).exclude(kind__in=["fee", "payout"])
    return list(entries.order_by("id").values_list("kind", "amount"))
