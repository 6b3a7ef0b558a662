"""The shop's words in Stripe's, and back. Translating only: what follows is the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import stripe
from django.conf import settings

from integrations.stripe.client import client, is_live
from integrations.stripe.examining import findings
from integrations.stripe.translating import disputed, fee_of, metadata, paid_out, params_of, refusal_of, returned
from money import Money
from shop.payments.gateway import (
    DisputedMoney,
    Fee,
    Finding,
    GatewayError,
    PaidOut,
    PaymentPage,
    PaymentRequest,
    PaymentSession,
    ReturnedMoney,
    SessionState,
    TooLittle,
    TriedMoney,
)

PASSING = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,  # a wrong key is put right by people; nothing is lost meanwhile
    stripe.PermissionError,
)


class StripeGateway:
    """Stripe Checkout on Stripe's own page."""

    def __init__(self, stripe_client: stripe.StripeClient | None = None) -> None:
        self._given = stripe_client

    @property
    def live(self) -> bool:
        return is_live(settings.STRIPE_SECRET_KEY)

    def open_payment(self, request: PaymentRequest) -> PaymentPage:
        with _translated():
            session = self._client.v1.checkout.sessions.create(params_of(request), {"idempotency_key": request.key})
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
            return returned(self._client.v1.refunds.create(params, {"idempotency_key": key}))

    def refunds(self, reference: str) -> list[ReturnedMoney]:
        with _translated():
            found = self._client.v1.refunds.list({"payment_intent": reference, "limit": 100})
            return [returned(refund) for refund in found.auto_paging_iter()]

    def tries(self, reference: str) -> TriedMoney:
        with _translated():
            intent = self._client.v1.payment_intents.retrieve(reference)
            key = metadata(intent).get("payment", "")
            if not key:
                return TriedMoney("", "", ())
            found = self._client.v1.checkout.sessions.list({"payment_intent": reference, "limit": 10})
            sessions = tuple(self._session(session) for session in found.data)
        return TriedMoney(key, refusal_of(intent), sessions)

    def disputes(self, reference: str) -> list[DisputedMoney]:
        with _translated():
            found = self._client.v1.disputes.list({"payment_intent": reference, "limit": 100})
            return [disputed(dispute) for dispute in found.auto_paging_iter()]

    def fee(self, reference: str) -> Fee | None:
        with _translated():
            inside = ["latest_charge.balance_transaction"]
            return fee_of(self._client.v1.payment_intents.retrieve(reference, {"expand": inside}))

    def payout(self, reference: str) -> PaidOut:
        with _translated():
            payout = self._client.v1.payouts.retrieve(reference)
            params = {"payout": reference, "limit": 100, "expand": ["data.source"]}
            # Only payouts that Stripe makes by itself say what is in them.
            parts = self._client.v1.balance_transactions.list(params).auto_paging_iter() if payout.automatic else []
            return paid_out(payout, [part for part in parts if part.type != "payout"])

    def examine(self, *, at: datetime) -> list[Finding]:
        with _translated():
            return list(findings(self._client, at=at))

    @property
    def _client(self) -> stripe.StripeClient:
        return self._given or client()

    def _session(self, session: stripe.checkout.Session) -> PaymentSession:
        return PaymentSession(
            id=session.id,
            key=metadata(session).get("payment", ""),
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
