"""What a payer can do on the pay page, and what their bank does later."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from integrations.stripe.standin import balance, clock, records, sessions, shapes
from integrations.stripe.standin.deliveries import Plan, announce, emit
from integrations.stripe.standin.models import Record
from outbox import contract as outbox

DECIDE = "stripe.standin.decide"
A_WHILE = timedelta(seconds=30)  # a bank's days, in a demonstration


class NotOpen(Exception):
    """The session is paid or over; nothing was done."""


class NotOffered(Exception):
    """The shop does not take this way of paying; nothing was done."""


@transaction.atomic
def pay(key: str, *, plan: str = Plan.AT_ONCE) -> Record:
    """The card is good: the session is complete and paid."""
    session = _open(key)
    if not session.body["amount_total"]:
        records.change(session, status="complete", url=None)
        announce([emit("checkout.session.completed", session)], session=key, plan=plan)
        return session
    intent = _tried(session, way="card", status="succeeded")
    records.change(session, status="complete", payment_status="paid", payment_intent=intent.key, url=None)
    told = [emit("checkout.session.completed", session), emit("payment_intent.succeeded", intent)]
    announce(told, session=key, plan=plan)
    return session


@transaction.atomic
def decline(key: str, *, plan: str = Plan.AT_ONCE) -> Record:
    """The bank says no: the session stays open, and the payer may try again."""
    session = _open(key)
    if not session.body["amount_total"]:
        raise NotOffered(key)
    intent = _tried(session, way="card", status="failed")
    records.change(session, payment_intent=intent.key)
    announce([emit("payment_intent.payment_failed", intent)], session=key, plan=plan, last=False)
    return session


@transaction.atomic
def pay_later(key: str, *, arrives: bool, plan: str = Plan.AT_ONCE) -> Record:
    """A direct debit: the session is complete, the money is on its way, and the bank decides in a while."""
    session = _open(key)
    way = delayed_way(session)
    if way is None:
        raise NotOffered(key)
    intent = _tried(session, way=way, status="pending")
    records.change(session, status="complete", payment_status="unpaid", payment_intent=intent.key, url=None)
    session.notes = {**session.notes, "plan": plan}
    session.save(update_fields=["notes"])
    announce([emit("checkout.session.completed", session)], session=key, plan=plan, last=False)
    payload = {"session": key, "arrives": arrives}
    outbox.add(DECIDE, key=f"{DECIDE}:{key}", payload=payload, due=clock.now() + A_WHILE)
    return session


@transaction.atomic
def decide(key: str, *, arrives: bool) -> bool:
    """The bank's word on a delayed payment; false if there is none that waits for it."""
    session = records.find(sessions.KIND, key, lock=True)
    if not is_processing(session):
        return False
    intent = records.find("payment_intent", session.body["payment_intent"], lock=True)
    charge = records.find("charge", intent.body["latest_charge"], lock=True)
    amount = intent.body["amount"]
    if arrives:
        records.change(charge, status="succeeded", paid=True, captured=True, amount_captured=amount)
        balance.enter_charge(charge)
        records.change(intent, status="succeeded", amount_received=amount)
        records.change(session, payment_status="paid")
        told = [emit("checkout.session.async_payment_succeeded", session), emit("payment_intent.succeeded", intent)]
    else:
        records.change(charge, status="failed", failure_code="card_declined", failure_message=shapes.DECLINED)
        error = shapes.card_error(charge.key)
        records.change(intent, status="requires_payment_method", last_payment_error=error)
        told = [emit("checkout.session.async_payment_failed", session), emit("payment_intent.payment_failed", intent)]
    announce(told, session=key, plan=session.notes.get("plan", Plan.AT_ONCE))
    return True


@transaction.atomic
def let_run_out(key: str) -> Record:
    """The time for paying is over, now."""
    return sessions.end(_open(key))


def delayed_way(session: Record) -> str | None:
    """The way of paying whose money comes later, where the session offers one."""
    way = shapes.DELAYED.get(session.body["currency"])
    return way if way in session.body["payment_method_types"] and session.body["amount_total"] else None


def is_processing(session: Record) -> bool:
    """Whether a delayed payment waits for the bank's word."""
    if session.body["status"] != "complete" or session.body["payment_status"] != "unpaid":
        return False
    intent = records.find("payment_intent", session.body["payment_intent"])
    return intent.body["status"] == "processing"


def _open(key: str) -> Record:
    session = records.find(sessions.KIND, key, lock=True)
    if session.body["status"] != "open" or session.body["expires_at"] <= clock.seconds():
        raise NotOpen(session.body["status"])
    return session


def _tried(session: Record, *, way: str, status: str) -> Record:
    """The session's intent after an attempt, with the charge that the attempt made."""
    at = clock.seconds()
    if session.body["payment_intent"]:
        intent = records.find("payment_intent", session.body["payment_intent"], lock=True)
    else:
        body = shapes.intent(session.body, session.notes["payment_intent_data"], at=at)
        intent = records.keep(body, parent=session.key)
        emit("payment_intent.created", intent)
    email = session.body["customer_email"]
    charge = records.keep(shapes.charge(intent.body, way=way, status=status, email=email, at=at), parent=intent.key)
    paid = status == "succeeded"
    if paid:
        balance.enter_charge(charge)
    emit(f"charge.{status}", charge)
    states = {"succeeded": "succeeded", "pending": "processing", "failed": "requires_payment_method"}
    return records.change(
        intent,
        status=states[status],
        latest_charge=charge.key,
        amount_received=intent.body["amount"] if paid else 0,
        payment_method=charge.body["payment_method"] if status != "failed" else None,
        last_payment_error=shapes.card_error(charge.key) if status == "failed" else None,
    )
