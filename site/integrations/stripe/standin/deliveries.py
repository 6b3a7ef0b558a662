"""Events on their way to the shop: signed as Stripe signs them, and delivered well or badly, as asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import stripe
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrations.stripe.events import LISTENED_TO
from integrations.stripe.standin import clock, shapes
from integrations.stripe.standin.models import Delivery, Record
from integrations.stripe.standin.records import keep
from outbox import contract as outbox

LATE = timedelta(seconds=30)
BETWEEN = timedelta(seconds=3)  # long enough for the first to be through before the next
DELIVER = "stripe.standin.deliver"
WEBHOOK = "/api/checkout/webhook"

Post = Callable[[bytes, str], int]  # body, signature → HTTP status; raises OSError where nobody answers


class Plan(models.TextChoices):
    """How the shop hears of it."""

    AT_ONCE = "at_once", _("At once")
    TWICE = "twice", _("Twice")
    LATE = "late", _("Half a minute late")
    NEVER = "never", _("Never")
    REVERSED = "reversed", _("In the wrong order")


def emit(
    kind: str, about: Record, *, request: str | None = None, key: str | None = None, previous: dict | None = None
) -> Record:
    """Write down that something happened, with the object as it is now."""
    body = shapes.event(kind, about.body, at=clock.seconds(), request=request, key=key, previous=previous)
    return keep(body, parent=about.key)


def announce(events: Sequence[Record], *, session: str, plan: str = Plan.AT_ONCE, last: bool = True) -> None:
    """Send these events to the shop, in the transaction in which they happened. `last`: nothing more will happen."""
    told, now = [event for event in events if event.body["type"] in LISTENED_TO], clock.now()
    if plan == Plan.REVERSED:
        _send_reversed(told, session=session, at=now, last=last)
        return
    for event in told:
        if plan == Plan.NEVER:
            _write(event, session=session, plan=plan, due=now, state=Delivery.State.WITHHELD)
            continue
        _write(event, session=session, plan=plan, due=now + (LATE if plan == Plan.LATE else timedelta()))
        if plan == Plan.TWICE:
            _write(event, session=session, plan=plan, due=now + BETWEEN, number=2)


def _send_reversed(told: Sequence[Record], *, session: str, at: datetime, last: bool) -> None:
    if not last:  # kept back until what follows it has gone
        for event in told:
            _write(event, session=session, plan=Plan.REVERSED, due=at, state=Delivery.State.WITHHELD)
        return
    for place, event in enumerate(reversed(told)):
        _write(event, session=session, plan=Plan.REVERSED, due=at + place * BETWEEN)
    held = Delivery.objects.filter(session=session, plan=Plan.REVERSED, state=Delivery.State.WITHHELD).order_by("-id")
    for place, delivery in enumerate(held, start=len(told)):
        _release(delivery, due=at + place * BETWEEN)


def send_again(delivery: Delivery) -> None:
    """What was held back goes now; what went goes once more."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(id=delivery.id)
        if delivery.state == Delivery.State.WITHHELD:
            _release(delivery, due=clock.now())
            return
        number = Delivery.objects.filter(event=delivery.event_id).count() + 1
        _write(delivery.event, session=delivery.session, plan=delivery.plan, due=clock.now(), number=number)


def _write(event: Record, *, session: str, plan: str, due: datetime, number: int = 1, state: str = "waiting") -> None:
    delivery = Delivery.objects.create(event=event, session=session, plan=plan, due=due, number=number, state=state)
    if state == Delivery.State.WAITING:
        _add_job(delivery)


def _release(delivery: Delivery, *, due: datetime) -> None:
    delivery.state, delivery.due = Delivery.State.WAITING, due
    delivery.save(update_fields=["state", "due"])
    _add_job(delivery)


def _add_job(delivery: Delivery) -> None:
    outbox.add(DELIVER, key=f"{DELIVER}:{delivery.id}", payload={"number": delivery.id}, due=delivery.due)


def attempt(delivery: Delivery, *, post: Post) -> bool:
    """Try to deliver once and write down how it went; true if the shop has taken it."""
    body = json.dumps(delivery.event.body, indent=2).encode()
    try:
        status, error = post(body, signature(body)), ""
    except OSError as unanswered:
        status, error = 0, type(unanswered).__name__
    taken = 200 <= status < 300
    delivery.attempts = [*delivery.attempts, {"at": timezone.now().isoformat(), "status": status, "error": error}]
    delivery.state = Delivery.State.DELIVERED if taken else Delivery.State.WAITING
    delivery.save(update_fields=["attempts", "state"])
    return taken


def signature(body: bytes) -> str:
    """What stands in the header Stripe-Signature."""
    secret = settings.STRIPE_WEBHOOK_SECRETS[0]
    # The shop refuses what was signed long ago, so this is the true time, whatever a test's clock says.
    return stripe.WebhookSignature.generate_signature_header(body.decode(), secret, int(time.time()))
