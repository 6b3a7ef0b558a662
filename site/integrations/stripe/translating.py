"""Stripe's objects in the shop's words, and the shop's request in Stripe's. No calls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import stripe
from django.conf import settings

from money import Money
from shop.payments.gateway import (
    Charged,
    CompletedSession,
    DisputedMoney,
    DisputeState,
    Fee,
    PaidOut,
    PaidOutPart,
    PaymentRequest,
    PayoutState,
    RefundState,
    RequestLine,
    ReturnedMoney,
    Span,
    Withdrawal,
)

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItem

LANGUAGES = {"en", "de", "es"}  # of the shop's languages those that Stripe's page speaks
LONGEST_NAME = 250
REFUND_STATES = {
    "succeeded": RefundState.DONE,
    "pending": RefundState.PENDING,
    "requires_action": RefundState.PENDING,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}
DISPUTE_STATES = {
    "warning_needs_response": DisputeState.INQUIRY,
    "warning_under_review": DisputeState.INQUIRY,
    "warning_closed": DisputeState.OVER,
    "prevented": DisputeState.OVER,
    "needs_response": DisputeState.OPEN,
    "appeal_needs_response": DisputeState.OPEN,
    "under_review": DisputeState.UNDER_REVIEW,
    "appeal_under_review": DisputeState.UNDER_REVIEW,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}
PAYOUT_STATES = {"paid": PayoutState.PAID, "failed": PayoutState.FAILED, "canceled": PayoutState.FAILED}


def params_of(request: PaymentRequest) -> SessionCreateParams:
    """What Stripe is told to have a page."""
    ids = {"shop": _here(), "order": request.order, "payment": request.key}
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


def returned(refund: stripe.Refund) -> ReturnedMoney:
    return ReturnedMoney(
        reference=refund.id,
        key=metadata(refund).get("refund", ""),
        of=str(refund.payment_intent or ""),
        amount=_money(refund.amount, refund.currency),
        state=REFUND_STATES.get(refund.status or "", RefundState.PENDING),
    )


def disputed(dispute: stripe.Dispute) -> DisputedMoney:
    due_by = dispute.evidence_details.due_by
    return DisputedMoney(
        reference=dispute.id,
        of=str(dispute.payment_intent or ""),
        state=DISPUTE_STATES.get(dispute.status, DisputeState.OPEN),
        amount=_money(dispute.amount, dispute.currency),
        reason=dispute.reason,
        evidence_due_by=_moment(due_by) if due_by else None,
        opened_at=_moment(dispute.created),
        moved=tuple(_withdrawal(moved) for moved in dispute.balance_transactions),
    )


def fee_of(intent: stripe.PaymentIntent) -> Fee | None:
    """What taking the money cost; Stripe knows it a while after the charge. Charge and its entry are expanded."""
    charge = intent.latest_charge
    entry = charge.balance_transaction if isinstance(charge, stripe.Charge) else None
    if not isinstance(entry, stripe.BalanceTransaction):
        return None
    return Fee(entry.id, _money(entry.fee, entry.currency))


def refusal_of(intent: stripe.PaymentIntent) -> str:
    """Stripe's word for why the last try was refused; nothing where it was not."""
    error = intent.last_payment_error
    words = [error.code, getattr(error, "decline_code", None)] if error else []
    return ", ".join(word for word in words if word)


def paid_out(payout: stripe.Payout, parts: Iterable[stripe.BalanceTransaction]) -> PaidOut:
    return PaidOut(
        reference=payout.id,
        state=PAYOUT_STATES.get(payout.status, PayoutState.UNDER_WAY),
        amount=_money(payout.amount, payout.currency),
        arrives_at=_moment(payout.arrival_date),
        created_at=_moment(payout.created),
        parts=tuple(PaidOutPart(part.id, _of(part.source), _money(part.net, part.currency)) for part in parts),
    )


def metadata(thing: stripe.checkout.Session | stripe.PaymentIntent | stripe.Charge | stripe.Refund) -> dict[str, str]:
    return thing.metadata.to_dict() if thing.metadata else {}


def ours(thing: stripe.checkout.Session | stripe.PaymentIntent | stripe.Charge, name: str) -> str:
    """What this shop wrote into a thing's metadata; nothing where another shop of the same account made it."""
    said = metadata(thing)
    return said.get(name, "") if said.get("shop") == _here() else ""


def completed(session: stripe.checkout.Session) -> CompletedSession:
    key, order = ours(session, "payment"), ours(session, "order")
    return CompletedSession(session.id, key, order, _moment(session.created))


def charged(charge: stripe.Charge) -> Charged:
    return Charged(str(charge.payment_intent or ""), _money(charge.amount_captured, charge.currency))


def created(span: Span) -> dict[str, int]:
    return {"gte": int(span.since.timestamp()), "lte": int(span.until.timestamp())}


def _here() -> str:
    """This shop's name at Stripe: one account may serve several."""
    return urlsplit(settings.PUBLIC_URL).netloc


def _of(source: object) -> str:
    """The money that a movement is about: charges, refunds and disputes name it, all else moves none of ours."""
    return str(source["payment_intent"] or "") if source and "payment_intent" in source else ""


def _withdrawal(moved: stripe.BalanceTransaction) -> Withdrawal:
    return Withdrawal(moved.id, _money(moved.amount, moved.currency), _money(moved.fee, moved.currency))


def _line(line: RequestLine) -> SessionCreateParamsLineItem:
    return {
        "quantity": line.quantity,
        "price_data": {
            "currency": line.price.currency.lower(),
            "unit_amount": line.price.minor,
            "product_data": {"name": line.title[:LONGEST_NAME]},
        },
    }


def _money(minor: int, currency: str) -> Money:
    return Money(minor, currency.upper())


def _moment(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, tz=UTC)
