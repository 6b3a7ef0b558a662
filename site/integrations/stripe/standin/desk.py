"""What staff do in Stripe's own dashboard, and the bank after a payment."""

from __future__ import annotations

from django.db import transaction

from integrations.stripe.standin import balance, disputes, money, records
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import announce, emit
from integrations.stripe.standin.refusals import Refused


class NotPossible(Exception):
    """There is nothing of that session to act on; nothing was done."""


@transaction.atomic
def refund(session_key: str, *, amount: int | None = None) -> dict:
    """Pay all that is left of a session's money back, or a part, without the shop's asking. Raises NotPossible."""
    intent = records.find("checkout.session", session_key).body["payment_intent"]
    params = {"payment_intent": intent or "", **({"amount": amount} if amount else {})}
    try:
        return money.create_refund(Call(records.new_key("req_", 14), "/v1/refunds", params))
    except Refused as refusal:
        raise NotPossible(str(refusal)) from refusal


@transaction.atomic
def fail_refund(key: str) -> None:
    """The buyer's bank does not take a refund; the money is in the shop's account again."""
    refunded = records.find("refund", key, lock=True)
    charge = records.find("charge", refunded.body["charge"], lock=True)
    back = balance.enter(refunded, kind="refund_failure", amount=refunded.body["amount"])
    reason = {"failure_reason": "expired_or_canceled_card", "failure_balance_transaction": back.key}
    records.change(refunded, status="failed", **reason)
    left = charge.body["amount_refunded"] - refunded.body["amount"]
    records.change(charge, amount_refunded=left, refunded=False)
    told = [emit("refund.updated", refunded), emit("refund.failed", refunded)]
    announce(told, session=money.session_of(charge.body["payment_intent"]))


def dispute(session_key: str) -> None:
    """The buyer tells the bank that they never paid this. Raises NotPossible."""
    try:
        disputes.dispute(session_key)
    except disputes.NothingToDispute as nothing:
        raise NotPossible(session_key) from nothing


def decide(session_key: str, *, won: bool) -> None:
    """The bank decides on the dispute that is open. Raises NotPossible."""
    found = disputes.undecided(session_key)
    if found is None:
        raise NotPossible(session_key)
    disputes.decide(found.key, won=won)
