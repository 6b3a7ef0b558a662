"""Where Stripe tells what happened. Verified and written down, nothing else: what follows is a job."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

import stripe
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from api.contract import TOO_LARGE, UNREADABLE, Problem, answer, kind
from integrations.stripe.client import is_live
from integrations.stripe.events import subject
from shop.payments.inbox import Told, receive

logger = logging.getLogger("integrations.stripe")

NOT_SIGNED = kind("not-signed", 400, _("No secret of ours has signed this"))
LARGEST_BODY = 1_000_000  # bytes; Stripe's own are a few thousand


@dataclass(frozen=True)
class Event:
    """What of an event matters here; `about` is the object as it was then, which is only good for finding it."""

    id: str
    kind: str
    live: bool
    about: dict


class Forged(Exception):
    """Not signed with any secret of ours, too old, or not what Stripe sends."""


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take an event down under its id: 2xx once it is stored, 400 for what Stripe did not sign."""
    try:
        body = _body(request)
    except RequestDataTooBig:
        return answer(Problem(TOO_LARGE))
    except UnreadablePostError:
        return answer(Problem(UNREADABLE))
    try:
        event = verified(body, request.headers.get("Stripe-Signature", ""))
    except Forged:
        logger.warning("An event without a valid signature was refused.")
        return answer(Problem(NOT_SIGNED))
    receive(_told(event, body))
    return HttpResponse(status=204)


def verified(body: bytes, signature: str) -> Event:
    """The event, if one of our secrets signed exactly these bytes, lately. Raises Forged."""
    try:
        text = body.decode()
        if not any(_signed(text, signature, secret) for secret in settings.STRIPE_WEBHOOK_SECRETS):
            raise Forged
        return _event(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:  # no text, no JSON, or no event
        raise Forged from error


def _signed(text: str, signature: str, secret: str) -> bool:
    try:
        return stripe.WebhookSignature.verify_header(text, signature, secret, stripe.Webhook.DEFAULT_TOLERANCE)
    except stripe.SignatureVerificationError:
        return False  # another secret may fit while one is being replaced


def _body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise RequestDataTooBig
    return request.body


def told_of(event: dict) -> Told:
    """The same of an event that was fetched from Stripe instead."""
    return _told(_event(event), json.dumps(event, default=str).encode())


def _event(told: dict) -> Event:
    return Event(str(told["id"]), str(told["type"]), bool(told["livemode"]), dict(told["data"]["object"]))


def _told(event: Event, body: bytes) -> Told:
    if event.live != is_live(settings.STRIPE_SECRET_KEY):
        logger.error("Event %s is of the other mode, live or test; look at the endpoint's secret.", event.id)
        return Told("stripe", event.id, event.kind, body.decode(), note="of the other mode, live or test")
    about, which = subject(event.kind, event.about)
    return Told("stripe", event.id, event.kind, body.decode(), about=about, which=which)
