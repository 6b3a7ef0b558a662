"""What the buyer's bank may do after a payment: ask, take the money back, and decide."""

from __future__ import annotations

from django.db import transaction

from integrations.stripe.standin import account_shapes, balance, clock, records
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import announce, emit
from integrations.stripe.standin.models import Record
from integrations.stripe.standin.money import narrowed, session_of

KIND = "dispute"
FEE = 2000  # minor units, as Stripe keeps for each that a bank opens
OPEN = ("needs_response", "under_review", "warning_needs_response", "warning_under_review")


class NothingToDispute(Exception):
    """That session has no money that a bank could take back; nothing was done."""


@transaction.atomic
def dispute(
    session_key: str, *, amount: int | None = None, reason: str = "fraudulent", inquiry: bool = False
) -> Record:
    """The buyer's bank takes the money back, or only asks about it."""
    charge = _charge(session_key)
    body = account_shapes.dispute(
        charge.body, amount=amount or charge.body["amount"], reason=reason, inquiry=inquiry, at=clock.seconds()
    )
    opened = records.keep(body, parent=charge.key)
    records.change(charge, disputed=True)
    told = ["charge.dispute.created"]
    if not inquiry:
        _move(opened, -body["amount"], fee=FEE)
        told.append("charge.dispute.funds_withdrawn")
    announce([emit(kind, opened) for kind in told], session=session_key)
    return opened


@transaction.atomic
def answer(key: str) -> Record:
    """The shop has sent its evidence; the bank reads it."""
    found = records.find(KIND, key, lock=True)
    warning = "warning_" if found.body["status"].startswith("warning") else ""
    details = {**found.body["evidence_details"], "has_evidence": True, "submission_count": 1}
    records.change(found, status=f"{warning}under_review", evidence_details={**details, "submission_method": "manual"})
    announce([emit("charge.dispute.updated", found)], session=_session(found))
    return found


@transaction.atomic
def decide(key: str, *, won: bool) -> Record:
    """The bank decides for the shop or against it; a mere question is over."""
    found = records.find(KIND, key, lock=True)
    if found.body["status"] not in OPEN:
        return found
    told = ["charge.dispute.closed"]
    if found.body["status"].startswith("warning"):
        records.change(found, status="warning_closed")
    elif won:
        records.change(found, status="won")
        _move(found, found.body["amount"])
        told.append("charge.dispute.funds_reinstated")
    else:
        records.change(found, status="lost")
    announce([emit(kind, found) for kind in told], session=_session(found))
    return found


def undecided(session_key: str) -> Record | None:
    """The dispute about that session's money on which the bank has not decided."""
    rows = Record.objects.filter(kind=KIND, body__payment_intent=_intent(session_key), body__status__in=OPEN)
    return rows.order_by("-id").first()


def retrieve(call: Call) -> dict:
    return records.find(KIND, call.key, param="dispute").body


def list_all(call: Call) -> dict:
    return narrowed(Record.objects.filter(kind=KIND), call, fields={"charge", "payment_intent"})


def _move(about: Record, amount: int, *, fee: int = 0) -> None:
    moved = balance.enter(about, kind="adjustment", amount=amount, fee=fee)
    records.change(about, balance_transactions=[*about.body["balance_transactions"], moved.body])


def _intent(session_key: str) -> str:
    return records.find("checkout.session", session_key).body["payment_intent"] or "none"


def _charge(session_key: str) -> Record:
    intent = Record.objects.filter(kind="payment_intent", key=_intent(session_key), body__status="succeeded").first()
    if intent is None:
        raise NothingToDispute(session_key)
    return records.find("charge", intent.body["latest_charge"], lock=True)


def _session(found: Record) -> str:
    return session_of(found.body["payment_intent"])
