"""The shop's words in Stripe's, and back. Translating only: what follows is the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import stripe
from django.conf import settings

from integrations.stripe.client import client, is_live
from integrations.stripe.examining import findings
from money import Money
from shop.payments.gateway import (
    Finding,
    GatewayError,
    PaymentPage,
    PaymentRequest,
    PaymentSession,
    RefundState,
    RequestLine,
    ReturnedMoney,
    SessionState,
    TooLittle,
)

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItem

LANGUAGES = {"en", "de", "es"}  # of the shop's languages those that Stripe's page speaks
LONGEST_NAME = 250
PASSING = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,  # a wrong key is put right by people; nothing is lost meanwhile
    stripe.PermissionError,
)
REFUND_STATES = {
    "succeeded": RefundState.DONE,
    "pending": RefundState.PENDING,
    "requires_action": RefundState.PENDING,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}


class StripeGateway:
    """Stripe Checkout on Stripe's own page."""

    def __init__(self, stripe_client: stripe.StripeClient | None = None) -> None:
        self._given = stripe_client

    @property
    def live(self) -> bool:
        return is_live(settings.STRIPE_SECRET_KEY)

    def open_payment(self, request: PaymentRequest) -> PaymentPage:
        with _translated():
            session = self._client.v1.checkout.sessions.create(_params(request), {"idempotency_key": request.key})
        return PaymentPage(session.id, session.url or "")

    def session(self, session_id: str) -> PaymentSession:
        with _translated():
            return self._session(self._client.v1.checkout.sessions.retrieve(session_id))

    def end_session(self, session_id: str) -> PaymentSession:
        with _translated():
            try:
                session = self._client.v1.checkout.sessions.expire(session_id)
            except stripe.InvalidRequestError:  # it is not open: over already, or paid a moment ago
                session = self._client.v1.checkout.sessions.retrieve(session_id)
            return self._session(session)

    def refund(self, *, key: str, reference: str, amount: Money) -> ReturnedMoney:
        params = {"payment_intent": reference, "amount": amount.minor, "metadata": {"refund": key}}
        with _translated():
            return _returned(self._client.v1.refunds.create(params, {"idempotency_key": key}))

    def refunds(self, reference: str) -> list[ReturnedMoney]:
        with _translated():
            found = self._client.v1.refunds.list({"payment_intent": reference, "limit": 100})
            return [_returned(refund) for refund in found.auto_paging_iter()]

    def examine(self, *, at: datetime) -> list[Finding]:
        with _translated():
            return list(findings(self._client, at=at))

    @property
    def _client(self) -> stripe.StripeClient:
        return self._given or client()

    def _session(self, session: stripe.checkout.Session) -> PaymentSession:
        return PaymentSession(
            id=session.id,
            key=_metadata(session).get("payment", ""),
            state=self._state(session),
            total=Money(session.amount_total or 0, (session.currency or "").upper()),
            live=session.livemode,
            reference=str(session.payment_intent or ""),
        )

    def _state(self, session: stripe.checkout.Session) -> SessionState:
        if session.status != "complete":
            return SessionState.EXPIRED if session.status == "expired" else SessionState.OPEN
        if session.payment_status != "unpaid":
            return SessionState.PAID
        # Only the money itself tells whether a slow way of paying is under way or has come to nothing.
        intent = self._client.v1.payment_intents.retrieve(str(session.payment_intent))
        over = intent.status in ("requires_payment_method", "canceled")
        return SessionState.FAILED if over else SessionState.PROCESSING


def _params(request: PaymentRequest) -> SessionCreateParams:
    ids = {"order": request.order, "payment": request.key}
    return {
        "mode": "payment",
        "line_items": [_line(line) for line in request.lines],
        "client_reference_id": request.order,
        "metadata": ids,
        "payment_intent_data": {"metadata": ids},
        "customer_email": request.email,
        "locale": request.language if request.language in LANGUAGES else "auto",
        "adaptive_pricing": {"enabled": False},  # what was shown is charged, in that currency
        "expires_at": int(request.expires_at.timestamp()),
        "success_url": request.return_url,
        "cancel_url": request.cancel_url,
    }


def _line(line: RequestLine) -> SessionCreateParamsLineItem:
    return {
        "quantity": line.quantity,
        "price_data": {
            "currency": line.price.currency.lower(),
            "unit_amount": line.price.minor,
            "product_data": {"name": line.title[:LONGEST_NAME]},
        },
    }


def _returned(refund: stripe.Refund) -> ReturnedMoney:
    return ReturnedMoney(
        reference=refund.id,
        key=_metadata(refund).get("refund", ""),
        amount=Money(refund.amount, refund.currency.upper()),
        state=REFUND_STATES.get(refund.status or "", RefundState.PENDING),
    )


def _metadata(thing: stripe.checkout.Session | stripe.Refund) -> dict[str, str]:
    return thing.metadata.to_dict() if thing.metadata else {}


@contextmanager
def _translated() -> Iterator[None]:
    """Stripe's errors in the shop's words. Its own texts are for staff, never for buyers."""
    try:
        yield
    except stripe.StripeError as error:
        code = error.error.code if error.error else error.code
        words = f"{type(error).__name__} {code or error.http_status or ''} ({error.request_id})"
        kind = TooLittle if code == "amount_too_small" else GatewayError
        passing = isinstance(error, PASSING) or (error.http_status or 500) >= 500
        raise kind(words, permanent=not passing) from error
