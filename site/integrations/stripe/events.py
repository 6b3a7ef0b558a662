"""Which of Stripe's events this shop listens to, and what each is about. Nobody else keeps such a list."""

from __future__ import annotations

from shop.payments.inbox import About

LISTENED_TO: dict[str, About] = {
    "checkout.session.completed": About.SESSION,
    "checkout.session.async_payment_succeeded": About.SESSION,
    "checkout.session.async_payment_failed": About.SESSION,
    "checkout.session.expired": About.SESSION,
    "payment_intent.succeeded": About.MONEY,
    "payment_intent.payment_failed": About.MONEY,
    "charge.refunded": About.REFUNDS,
    "refund.created": About.REFUNDS,
    "refund.updated": About.REFUNDS,
    "refund.failed": About.REFUNDS,
    "charge.dispute.created": About.DISPUTES,
    "charge.dispute.updated": About.DISPUTES,
    "charge.dispute.closed": About.DISPUTES,
    "charge.dispute.funds_withdrawn": About.DISPUTES,
    "charge.dispute.funds_reinstated": About.DISPUTES,
    "payout.paid": About.PAYOUT,
    "payout.failed": About.PAYOUT,
}
# Which key of an event's object names what is looked at.
NAMED_BY = {About.REFUNDS: "payment_intent", About.DISPUTES: "payment_intent"}


def subject(kind: str, thing: dict) -> tuple[About, str]:
    """What an event of this kind with this object is about, and its name there; nothing for what is not listened to."""
    about = LISTENED_TO.get(kind, About.NOTHING)
    return about, str(thing.get(NAMED_BY.get(about, "id")) or "") if about else ""
