"""What follows from a supplier's message: what it is about is read again from the supplier, and that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shop.payments.disputes import look_at_disputes
from shop.payments.gateway import gateway
from shop.payments.inbox import About
from shop.payments.models import Payment
from shop.payments.operations import settle
from shop.payments.payouts import look_at_payout
from shop.payments.refunds import look_at_refunds
from shop.payments.settling import take_in

NOT_OURS = "not about anything of this shop"


@dataclass(frozen=True)
class Followed:
    """Whose message it was, and what is to be remembered of it."""

    payment: Payment | None
    note: str = ""


def follow(about: About, which: str, *, at: datetime) -> Followed:
    """Act on what the message is about, as often as it is told. Raises GatewayError and PaymentUnavailable."""
    if about == About.PAYOUT:
        look_at_payout(reference=which, at=at)
        return Followed(None)
    if about == About.MONEY:
        return _look_at_tries(which, at=at)
    if about == About.SESSION:
        payment = settle(session_id=which, at=at)
    elif about == About.REFUNDS:
        payment = look_at_refunds(reference=which, at=at)
    else:
        payment = look_at_disputes(reference=which, at=at)
    return Followed(payment, "" if payment else NOT_OURS)


def _look_at_tries(reference: str, *, at: datetime) -> Followed:
    """Money that came takes the way that its session takes; a refusal is only noted, since the page stays open."""
    tried = gateway().tries(reference)
    payment = Payment.objects.filter(key=tried.key).first() if tried.key else None
    for session in tried.sessions:
        payment = take_in(session, at=at) or payment
    if payment is None:
        return Followed(None, NOT_OURS)
    return Followed(payment, f"refused: {tried.refusal}" if tried.refusal else "")
