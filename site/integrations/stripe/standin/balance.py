"""The shop's account at Stripe: what each movement brought and cost, and what was paid out to its bank."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from integrations.stripe.standin import account_shapes, clock, records
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import announce, emit
from integrations.stripe.standin.models import Record
from integrations.stripe.standin.refusals import not_here

ENTRY = "balance_transaction"


def enter(source: Record, *, kind: str, amount: int, fee: int = 0) -> Record:
    """Write a movement of the balance down, in the caller's transaction."""
    body = account_shapes.entry(source.body, kind=kind, amount=amount, fee=fee, at=clock.seconds())
    return records.keep(body, parent=source.key)


def enter_charge(charge: Record) -> None:
    """What a charge that succeeded brings, less what Stripe keeps: 1.5 % and 25 minor units."""
    amount = charge.body["amount"]
    moved = enter(charge, kind="charge", amount=amount, fee=amount * 15 // 1000 + 25)
    records.change(charge, balance_transaction=moved.key)


@transaction.atomic
def pay_out() -> list[Record]:
    """Send all that is in the account to the shop's bank: one payout for each currency."""
    waiting = defaultdict(list)
    for row in Record.objects.select_for_update().filter(kind=ENTRY).order_by("id"):
        if "payout" not in row.notes:
            waiting[row.body["currency"]].append(row)
    return [_pay_out(currency, rows) for currency, rows in waiting.items()]


@transaction.atomic
def bring_back(key: str) -> Record:
    """The shop's bank does not take a payout."""
    payout = records.find("payout", key, lock=True)
    words = {"failure_code": "account_closed", "failure_message": "The bank account has been closed."}
    records.change(payout, status="failed", **words)
    announce([emit("payout.failed", payout)], session="")
    return payout


def retrieve_payout(call: Call) -> dict:
    return records.find("payout", call.key, param="payout").body


def list_entries(call: Call) -> dict:
    params, rows = call.params, Record.objects.filter(kind=ENTRY)
    for name in ("currency", "source", "type"):
        if name in params:
            raise not_here(name)
    if "payout" in params:
        rows = rows.filter(notes__payout=params["payout"])
    return records.listed(records.in_range(rows, params.get("created")), params, url=call.path)


def _pay_out(currency: str, rows: list[Record]) -> Record:
    amount = sum(row.body["net"] for row in rows)
    payout = records.keep(account_shapes.payout(amount=amount, currency=currency, at=clock.seconds()))
    left = enter(payout, kind="payout", amount=-amount)
    records.change(payout, balance_transaction=left.key)
    for row in [*rows, left]:
        row.notes = {**row.notes, "payout": payout.key}
        row.save(update_fields=["notes"])
    announce([emit("payout.paid", payout)], session="")
    return payout
