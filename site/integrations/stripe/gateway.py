"""The shop's words in Stripe's, and back. Translating only: what follows is the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import stripe
from django.conf import settings

from integrations.stripe import translating
from integrations.stripe.client import client, is_live
from integrations.stripe.events import LISTENED_TO
from integrations.stripe.examining import findings
from integrations.stripe.webhook import told_of
from money import Money
from shop.payments.gateway import (
    Charged,
    CompletedSession,
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
    Span,
    TooLittle,
    TriedMoney,
)
from shop.payments.inbox import Told

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
            session = self._client.v1.checkout.sessions.create(
                translating.params_of(request), {"idempotency_key": request.key}
            )
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
            return translating.returned(self._client.v1.refunds.create(params, {"idempotency_key": key}))

    def refunds(self, reference: str) -> list[ReturnedMoney]:
        with _translated():
            found = self._client.v1.refunds.list({"payment_intent": reference, "limit": 100})
            return [translating.returned(refund) for refund in found.auto_paging_iter()]

    def tries(self, reference: str) -> TriedMoney:
        with _translated():
            intent = self._client.v1.payment_intents.retrieve(reference)
            key = translating.ours(intent, "payment")
            if not key:
                return TriedMoney("", "", ())
            found = self._client.v1.checkout.sessions.list({"payment_intent": reference, "limit": 10})
            sessions = tuple(self._session(session) for session in found.data)
        return TriedMoney(key, translating.refusal_of(intent), sessions)

    def disputes(self, reference: str) -> list[DisputedMoney]:
        with _translated():
            found = self._client.v1.disputes.list({"payment_intent": reference, "limit": 100})
            return [translating.disputed(dispute) for dispute in found.auto_paging_iter()]

    def fee(self, reference: str) -> Fee | None:
        with _translated():
            inside = ["latest_charge.balance_transaction"]
            return translating.fee_of(self._client.v1.payment_intents.retrieve(reference, {"expand": inside}))

    def payout(self, reference: str) -> PaidOut:
        with _translated():
            payout = self._client.v1.payouts.retrieve(reference)
            params = {"payout": reference, "limit": 100, "expand": ["data.source"]}
            # Only payouts that Stripe makes by itself say what is in them.
            parts = self._client.v1.balance_transactions.list(params).auto_paging_iter() if payout.automatic else []
            return translating.paid_out(payout, [part for part in parts if part.type != "payout"])

    def completed(self, span: Span) -> list[CompletedSession]:
        params = {"status": "complete", "created": translating.created(span), "limit": 100}
        with _translated():
            found = self._client.v1.checkout.sessions.list(params).auto_paging_iter()
            return [translating.completed(session) for session in found]

    def refunded(self, span: Span) -> list[ReturnedMoney]:
        with _translated():
            found = self._client.v1.refunds.list({"created": translating.created(span), "limit": 100})
            return [translating.returned(refund) for refund in found.auto_paging_iter()]

    def disputed(self, span: Span) -> list[DisputedMoney]:
        with _translated():
            found = self._client.v1.disputes.list({"created": translating.created(span), "limit": 100})
            return [translating.disputed(dispute) for dispute in found.auto_paging_iter()]

    def charged(self, span: Span) -> list[Charged]:
        with _translated():
            found = self._client.v1.charges.list({"created": translating.created(span), "limit": 100})
            paid = [charge for charge in found.auto_paging_iter() if charge.status == "succeeded"]
            return [translating.charged(charge) for charge in paid if translating.ours(charge, "payment")]

    def untold(self, span: Span) -> list[Told]:
        kinds = {"types": sorted(LISTENED_TO), "delivery_success": False}
        with _translated():
            found = self._client.v1.events.list({**kinds, "created": translating.created(span), "limit": 100})
            return [told_of(event.to_dict()) for event in found.auto_paging_iter()]

    def examine(self, *, at: datetime) -> list[Finding]:
        with _translated():
            return list(findings(self._client, at=at))

    @property
    def _client(self) -> stripe.StripeClient:
        return self._given or client()

    def _session(self, session: stripe.checkout.Session) -> PaymentSession:
        return PaymentSession(
            id=session.id,
            key=translating.ours(session, "payment"),
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
