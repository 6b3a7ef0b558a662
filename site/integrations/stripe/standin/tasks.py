"""What the stand-in does by itself: it delivers, lets time run out, and has late payments decided."""

from __future__ import annotations

from datetime import timedelta

import requests
from django.conf import settings

from integrations.stripe.standin import clock, paying, sessions
from integrations.stripe.standin.deliveries import DELIVER, WEBHOOK, attempt
from integrations.stripe.standin.models import Delivery
from outbox import contract as outbox

PATIENCE = (3, 20)  # seconds to connect, seconds to be answered


class NotTaken(Exception):
    """The shop did not answer with 2xx; it is told again later, less and less often."""


def post(body: bytes, signature: str) -> int:
    """One request to the shop's webhook, over the network like anybody's; gives its status."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    with requests.Session() as line:
        line.trust_env = False  # the shop is on this machine, never behind a proxy
        answer = line.post(
            settings.PUBLIC_URL + WEBHOOK, data=body, headers=headers, timeout=PATIENCE, allow_redirects=False
        )
    return answer.status_code


def give_up(number: int) -> None:
    Delivery.objects.filter(id=number, state=Delivery.State.WAITING).update(state=Delivery.State.FAILED)


@outbox.handler(DELIVER, lease=timedelta(seconds=60), most_attempts=9, given_up=give_up)
def deliver(number: int) -> None:
    """Bring an event to the shop. Without a 2xx it is tried again for some hours."""
    delivery = Delivery.objects.select_related("event").filter(id=number).first()
    if delivery is None or delivery.state != Delivery.State.WAITING:
        return
    if not attempt(delivery, post=post):
        last = delivery.attempts[-1]
        raise NotTaken(last["error"] or f"HTTP {last['status']}")


@outbox.handler(sessions.RUN_OUT)
def run_out(session: str) -> None:
    """End a session that nobody has paid in time."""
    left = sessions.seconds_left(session, at=clock.seconds())
    if left > 0:
        raise outbox.TryLater("There is time left.", after=timedelta(seconds=left))
    sessions.end_overdue()


@outbox.handler(paying.DECIDE)
def decide(session: str, arrives: bool) -> None:
    """The bank's word on a delayed payment, unless somebody gave it by hand."""
    paying.decide(session, arrives=arrives)
