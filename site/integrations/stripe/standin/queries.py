"""What the pages under /test-payments/ show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrations.stripe.standin import clock, paying, sessions
from integrations.stripe.standin.models import Delivery, Record
from integrations.stripe.standin.records import belonging
from money import Money

NEWEST = 30
STATES = {
    "open": _("open"),
    "paid": _("paid"),
    "free": _("nothing to pay"),
    "processing": _("money on its way"),
    "failed": _("money did not arrive"),
    "expired": _("time is over"),
}
DELIVERY_STATES = {
    Delivery.State.WAITING: _("waiting"),
    Delivery.State.DELIVERED: _("delivered"),
    Delivery.State.FAILED: _("given up"),
    Delivery.State.WITHHELD: _("held back"),
}


@dataclass(frozen=True)
class Line:
    title: str
    quantity: int
    unit_price: Money
    total: Money


@dataclass(frozen=True)
class Attempt:
    at: datetime
    status: int
    error: str


@dataclass(frozen=True)
class DeliveryRow:
    id: int
    event: str
    number: int
    state: str
    label: str
    due: datetime
    attempts: list[Attempt]


@dataclass(frozen=True)
class Sheet:
    """A session as its page shows it."""

    key: str
    state: str
    label: str
    total: Money
    created: datetime
    expires: datetime
    success_url: str
    cancel_url: str
    email: str
    declinable: bool
    delayable: bool


def sheet(record: Record) -> Sheet:
    return _sheets([record])[0]


def _sheets(records: list[Record]) -> list[Sheet]:
    keys = [record.body["payment_intent"] for record in records if record.body["payment_intent"]]
    intents = dict(Record.objects.filter(key__in=keys).values_list("key", "body__status"))
    return [_sheet(record, intents.get(record.body["payment_intent"], "")) for record in records]


def _sheet(record: Record, intent: str) -> Sheet:
    body = record.body
    state = _state(body, intent)
    return Sheet(
        key=record.key,
        state=state,
        label=STATES[state],
        total=Money(body["amount_total"], body["currency"].upper()),
        created=clock.moment(body["created"]),
        expires=clock.moment(body["expires_at"]),
        # Stripe writes the session's id where the shop has asked for it.
        success_url=body["success_url"].replace("{CHECKOUT_SESSION_ID}", record.key),
        cancel_url=body["cancel_url"] or "",
        email=body["customer_email"] or "",
        declinable=bool(body["amount_total"]),
        delayable=paying.delayed_way(record) is not None,
    )


def newest_sheets() -> list[Sheet]:
    rows = Record.objects.filter(kind=sessions.KIND).order_by("-id")[:NEWEST]
    return _sheets(list(rows))


def lines(record: Record) -> list[Line]:
    items = [row.body for row in belonging(record.key, "item")]
    return [_line(item) for item in items]


def declined(record: Record) -> bool:
    """Whether the last attempt on this session was refused by the bank."""
    intents = belonging(record.key, "payment_intent").values_list("body", flat=True)
    return any(body["last_payment_error"] for body in intents)


def deliveries(record: Record) -> list[DeliveryRow]:
    rows = Delivery.objects.filter(session=record.key).select_related("event").order_by("due", "id")
    return [_row(row) for row in rows]


def _state(body: dict, intent: str) -> str:
    if body["status"] != "complete":
        return body["status"]
    if body["payment_status"] == "unpaid":
        return "processing" if intent == "processing" else "failed"
    return "paid" if body["payment_status"] == "paid" else "free"


def _line(item: dict) -> Line:
    currency = item["currency"].upper()
    return Line(
        title=item["description"],
        quantity=item["quantity"],
        unit_price=Money(item["price"]["unit_amount"], currency),
        total=Money(item["amount_total"], currency),
    )


def _row(row: Delivery) -> DeliveryRow:
    attempts = [Attempt(datetime.fromisoformat(tried["at"]), tried["status"], tried["error"]) for tried in row.attempts]
    return DeliveryRow(
        row.id, row.event.body["type"], row.number, row.state, DELIVERY_STATES[row.state], row.due, attempts
    )
