"""Requests to Stripe's API and the answers to them: key, address, parameters, idempotency, errors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import stripe
from django.conf import settings
from django.db import transaction
from django.utils.http import http_date
from stripe.params import (
    BalanceTransactionListParams,
    ChargeListParams,
    ChargeRetrieveParams,
    DisputeListParams,
    DisputeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PaymentIntentRetrieveParams,
    PayoutRetrieveParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
    WebhookEndpointListParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionLineItemListParams,
    SessionListParams,
    SessionRetrieveParams,
)

from integrations.stripe.standin import balance, clock, disputes, endpoints, money, sessions
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.models import Fault, SavedAnswer
from integrations.stripe.standin.parameters import checked
from integrations.stripe.standin.records import expanded, new_key
from integrations.stripe.standin.refusals import Refused

LONGEST_KEY = 255


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    form: str
    headers: Mapping[str, str]
    id: str = field(default_factory=lambda: new_key("req_", 14))


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass(frozen=True)
class Route:
    method: str
    pattern: str
    params: type
    do: Callable[[Call], dict]


ROUTES = [
    Route("POST", "/v1/checkout/sessions", SessionCreateParams, sessions.create),
    Route("GET", "/v1/checkout/sessions", SessionListParams, sessions.list_all),
    Route("GET", "/v1/checkout/sessions/(?P<key>[^/]+)", SessionRetrieveParams, sessions.retrieve),
    Route("GET", "/v1/checkout/sessions/(?P<key>[^/]+)/line_items", SessionLineItemListParams, sessions.line_items),
    Route("POST", "/v1/checkout/sessions/(?P<key>[^/]+)/expire", SessionExpireParams, sessions.expire),
    Route("GET", "/v1/payment_intents/(?P<key>[^/]+)", PaymentIntentRetrieveParams, money.retrieve_intent),
    Route("GET", "/v1/charges", ChargeListParams, money.list_charges),
    Route("GET", "/v1/charges/(?P<key>[^/]+)", ChargeRetrieveParams, money.retrieve_charge),
    Route("POST", "/v1/refunds", RefundCreateParams, money.create_refund),
    Route("GET", "/v1/refunds", RefundListParams, money.list_refunds),
    Route("GET", "/v1/refunds/(?P<key>[^/]+)", RefundRetrieveParams, money.retrieve_refund),
    Route("GET", "/v1/disputes", DisputeListParams, disputes.list_all),
    Route("GET", "/v1/disputes/(?P<key>[^/]+)", DisputeRetrieveParams, disputes.retrieve),
    Route("GET", "/v1/balance_transactions", BalanceTransactionListParams, balance.list_entries),
    Route("GET", "/v1/payouts/(?P<key>[^/]+)", PayoutRetrieveParams, balance.retrieve_payout),
    Route("GET", "/v1/webhook_endpoints", WebhookEndpointListParams, endpoints.list_all),
    Route("GET", "/v1/events", EventListParams, money.list_events),
    Route("GET", "/v1/events/(?P<key>[^/]+)", EventRetrieveParams, money.retrieve_event),
]


def answer(request: Request, *, fault: str = "") -> Answer:
    """What Stripe would answer, in the caller's transaction."""
    try:
        _refuse_wrong_key(request, fault=fault)
        if fault == Fault.Kind.BUSY:
            raise Refused("Request rate limit exceeded.", status=429, code="rate_limit")
        if request.method == "POST" and "Idempotency-Key" in request.headers:
            return _answer_once(request, fault=fault)
        return _answered(request, *_done(request, fault=fault))
    except Refused as refusal:
        return _answered(request, refusal.status, refusal.body)


def _answer_once(request: Request, *, fault: str) -> Answer:
    """The same key is the same answer; what was refused before anything began is not kept."""
    key, fingerprint = request.headers["Idempotency-Key"], _fingerprint(request)
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refused(f"Idempotency-Key may be at most {LONGEST_KEY} characters.", kind="idempotency_error")
    # The key is taken first: whoever comes with it at the same moment waits here for the answer of the first.
    taken = {"fingerprint": fingerprint, "request": request.id, "status": 0, "body": {}}
    saved, is_new = SavedAnswer.objects.get_or_create(key=key, defaults=taken)
    if not is_new:
        return _replayed(request, saved, fingerprint=fingerprint)
    try:
        saved.status, saved.body = _done(request, fault=fault)
    except Refused:
        saved.delete()
        raise
    saved.save(update_fields=["status", "body"])
    return _answered(request, saved.status, saved.body)


def _replayed(request: Request, saved: SavedAnswer, *, fingerprint: str) -> Answer:
    if saved.fingerprint != fingerprint:
        words = (
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{saved.key}' if you meant to execute a different request."
        )
        raise Refused(words, kind="idempotency_error")
    return _answered(request, saved.status, saved.body, replayed="true", original=saved.request)


def _done(request: Request, *, fault: str) -> tuple[int, dict]:
    if fault == Fault.Kind.BROKEN:
        return 500, {"error": {"message": "An unknown error occurred", "type": "api_error"}}
    route, key = _route(request)
    params = checked(request.form, route.params)
    call = Call(request.id, request.path, params, key, request.headers.get("Idempotency-Key"))
    try:
        with transaction.atomic():
            return 200, expanded(route.do(call), params.get("expand", []))
    except Refused as refusal:
        if refusal.begun:
            return refusal.status, refusal.body
        raise


def _route(request: Request) -> tuple[Route, str]:
    for route in ROUTES:
        if route.method == request.method and (found := re.fullmatch(route.pattern, request.path)):
            return route, found.groupdict().get("key", "")
    words = f"Unrecognized request URL ({request.method}: {request.path}). The stand-in knows a part of Stripe only."
    raise Refused(words, status=404)


def _refuse_wrong_key(request: Request, *, fault: str) -> None:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if fault == Fault.Kind.KEY_REVOKED or given != settings.STRIPE_STANDIN_KEY:
        raise Refused(f"Invalid API Key provided: {given[:8]}****{given[-4:]}", status=401)


def _fingerprint(request: Request) -> str:
    return hashlib.sha256(f"{request.method} {request.path}?{request.form}".encode()).hexdigest()


def _answered(request: Request, status: int, body: dict, *, replayed: str = "", original: str = "") -> Answer:
    headers = {
        "Content-Type": "application/json",
        "Date": http_date(clock.seconds()),
        "Request-Id": request.id,
        "Stripe-Version": request.headers.get("Stripe-Version", stripe.api_version),
        "Idempotency-Key": request.headers.get("Idempotency-Key", ""),
        "Idempotent-Replayed": replayed,
        "Original-Request": original,
    }
    return Answer(status, body, {name: value for name, value in headers.items() if value})
