"""Where Stripe tells what happened. Verified and written down, nothing else: what follows is a job."""

from __future__ import annotations

import logging

import stripe
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations.stripe.client import client, is_live
from shop.payments.inbox import Told, receive

logger = logging.getLogger("integrations.stripe")

LARGEST_BODY = 1_000_000  # bytes; Stripe's own are a few thousand

ABOUT_SESSIONS = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
}
ABOUT_REFUNDS = {"charge.refunded", "refund.created", "refund.updated", "refund.failed"}


class Forged(Exception):
    """Not signed with any secret of ours, too old, or not what Stripe sends."""


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take an event down under its id: 2xx once it is stored, 400 for what Stripe did not sign."""
    try:
        body = _body(request)
    except RequestDataTooBig:
        return HttpResponse("Too large.", status=413, content_type="text/plain")
    except UnreadablePostError:
        return HttpResponse("Incomplete.", status=400, content_type="text/plain")
    try:
        event = verified(body, request.headers.get("Stripe-Signature", ""))
    except Forged:
        logger.warning("An event without a valid signature was refused.")
        return HttpResponse("Not signed.", status=400, content_type="text/plain")
    receive(_told(event, body))
    return HttpResponse(status=204)


def verified(body: bytes, signature: str) -> stripe.Event:
    """The event, if one of our secrets signed exactly these bytes, lately. Raises Forged."""
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            return client().construct_event(body, signature, secret)
        except stripe.SignatureVerificationError:
            continue  # another secret may fit while one is being replaced
        except ValueError as error:  # not JSON, not text, or not an event
            raise Forged from error
    raise Forged


def _body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise RequestDataTooBig
    return request.body


def _told(event: stripe.Event, body: bytes) -> Told:
    session_id = reference = note = ""
    if event.livemode != is_live(settings.STRIPE_SECRET_KEY):
        note = "of the other mode, live or test"
        logger.error("Event %s is of the other mode, live or test; look at the endpoint's secret.", event.id)
    elif event.type in ABOUT_SESSIONS:
        session_id = event.data.object["id"]
    elif event.type in ABOUT_REFUNDS:
        reference = event.data.object["payment_intent"] or ""
    return Told("stripe", event.id, event.type, body.decode(), session_id=session_id, reference=reference, note=note)
