"""The stand-in for Stripe, as tests use it: sessions, its clock, its faults, and webhooks that reach the shop."""

from __future__ import annotations

from datetime import datetime

import stripe
from django.conf import settings
from django.test import Client

from integrations.stripe.models import Delivery, Fault, TestClock
from integrations.stripe.standin import clock
from integrations.stripe.standin.deliveries import WEBHOOK, attempt
from integrations.stripe.standin.http import StandInHTTPClient


def make_client(key: str | None = None) -> stripe.StripeClient:
    """Stripe's own client, with the stand-in at the other end."""
    return stripe.StripeClient(
        key or settings.STRIPE_STANDIN_KEY, http_client=StandInHTTPClient(), max_network_retries=2
    )


def line(name: str = "Dawn walk", *, amount: int = 7900, quantity: int = 1, currency: str = "eur") -> dict:
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": name}}
    return {"price_data": price, "quantity": quantity}


def session_params(*lines: dict, **values) -> dict:
    """What a shop says to have a session."""
    return {
        "mode": "payment",
        "line_items": [*lines] or [line()],
        "success_url": "http://testserver/en/thanks/?paid={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://testserver/en/cart/",
        "expires_at": clock.seconds() + 31 * 60,
        **values,
    }


def make_session(*lines: dict, **values) -> stripe.checkout.Session:
    """An open session."""
    return make_client().v1.checkout.sessions.create(session_params(*lines, **values))


def stop_clock(at: datetime) -> None:
    """From now on it is this time at the stand-in."""
    TestClock.objects.create(moment=at)


def play_dead(kind: str, *, method: str = "", path: str = "", times: int = 1) -> None:
    """The next matching requests suffer this; see Fault.Kind for what there is."""
    Fault.objects.create(kind=kind, method=method, path=path, left=times)


def deliver_webhooks(client: Client | None = None) -> list[tuple[str, int]]:
    """Bring every waiting event to the shop, late ones too, once each and in their order; what it answered to each."""
    shop, answers, tried = client or Client(), [], set()

    def post(body: bytes, signature: str) -> int:
        sent = shop.post(WEBHOOK, body, content_type="application/json", headers={"stripe-signature": signature})
        return sent.status_code

    # An answer may cause the next event, so it is asked again after each.
    while delivery := _next(tried):
        tried.add(delivery.id)
        attempt(delivery, post=post)
        answers.append((delivery.event.body["type"], delivery.attempts[-1]["status"]))
    return answers


def _next(tried: set[int]) -> Delivery | None:
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING).exclude(id__in=tried)
    return waiting.select_related("event").order_by("due", "id").first()
