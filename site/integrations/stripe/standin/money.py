"""Intents, charges, refunds and events of the API."""

from __future__ import annotations

from django.db.models import Q

from integrations.stripe.standin import balance, clock, records, shapes
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import announce, emit
from integrations.stripe.standin.models import Delivery, Record
from integrations.stripe.standin.refusals import Refused, not_here
from integrations.stripe.standin.sessions import refuse_odd_metadata


def retrieve_intent(call: Call) -> dict:
    return records.find("payment_intent", call.key, param="intent").body


def retrieve_charge(call: Call) -> dict:
    return records.find("charge", call.key, param="charge").body


def list_charges(call: Call) -> dict:
    rows = Record.objects.filter(kind="charge")
    return narrowed(rows, call, fields={"payment_intent"})


def create_refund(call: Call) -> dict:
    """Money back, all that is left or a part; the sum of refunds never exceeds the charge."""
    params = call.params
    for name in params:
        if name not in {"amount", "charge", "expand", "metadata", "payment_intent", "reason"}:
            raise not_here(name)
    refuse_odd_metadata(params.get("metadata") or {}, "metadata")
    charge = _charge_to_refund(params)
    left = charge.body["amount_captured"] - charge.body["amount_refunded"]
    amount = params.get("amount", left)
    _refuse_odd_amount(charge.body, amount, left)
    refund = records.keep(shapes.refund(charge.body, params, amount=amount, at=clock.seconds()), parent=charge.key)
    before = {"amount_refunded": charge.body["amount_refunded"], "refunded": charge.body["refunded"]}
    moved = balance.enter(refund, kind="refund", amount=-amount)
    records.change(refund, balance_transaction=moved.key)
    records.change(charge, amount_refunded=before["amount_refunded"] + amount, refunded=amount == left)
    told = [
        emit("refund.created", refund, request=call.request, key=call.idempotency_key),
        emit("charge.refunded", charge, request=call.request, key=call.idempotency_key, previous=before),
    ]
    announce(told, session=session_of(charge.body["payment_intent"]))
    return refund.body


def retrieve_refund(call: Call) -> dict:
    return records.find("refund", call.key, param="refund").body


def list_refunds(call: Call) -> dict:
    return narrowed(Record.objects.filter(kind="refund"), call, fields={"charge", "payment_intent"})


def retrieve_event(call: Call) -> dict:
    return records.find("event", call.key).body


def list_events(call: Call) -> dict:
    """Events, newest first; those that the shop has not taken, if asked so."""
    params, rows = call.params, Record.objects.filter(kind="event")
    if "type" in params and "types" in params:
        raise Refused(
            "You may only specify one of these parameters: type, types.", code="parameters_exclusive", param="type"
        )
    if len(params.get("types", [])) > 20:
        raise Refused("Invalid array: at most 20 types are allowed", param="types")
    if wanted := params.get("type", "").removesuffix("*"):
        exact = "body__type" if wanted == params["type"] else "body__type__startswith"
        rows = rows.filter(**{exact: wanted})
    if "types" in params:
        rows = rows.filter(body__type__in=params["types"])
    if "delivery_success" in params:
        open_ones = Record.objects.filter(Q(deliveries__isnull=False) & ~Q(deliveries__state=Delivery.State.DELIVERED))
        narrow = rows.exclude if params["delivery_success"] else rows.filter
        rows = narrow(id__in=open_ones.values("id"))
    return narrowed(rows, call)


def session_of(intent: str) -> str:
    """The session that an intent came from."""
    rows = Record.objects.filter(kind="checkout.session", body__payment_intent=intent)
    return rows.values_list("key", flat=True).first() or ""


def narrowed(rows, call: Call, *, fields: set[str] = frozenset()) -> dict:
    for name in fields & call.params.keys():
        rows = rows.filter(**{f"body__{name}": call.params[name]})
    return records.listed(records.in_range(rows, call.params.get("created")), call.params, url=call.path)


def _charge_to_refund(params: dict) -> Record:
    if not {"charge", "payment_intent"} & params.keys():
        words = "One of the following params should be provided for this request: payment_intent or charge."
        raise Refused(words, code="parameter_missing")
    if "charge" in params:
        return records.find("charge", params["charge"], lock=True, param="charge")
    intent = records.find("payment_intent", params["payment_intent"], param="payment_intent")
    if intent.body["status"] != "succeeded":
        words = f"This PaymentIntent ({intent.key}) does not have a successful charge to refund."
        raise Refused(words, param="payment_intent", begun=True)
    return records.find("charge", intent.body["latest_charge"], lock=True)


def _refuse_odd_amount(charge: dict, amount: int, left: int) -> None:
    unsafe = Record.objects.filter(kind="dispute", body__charge=charge["id"], body__is_charge_refundable=False)
    if unsafe.exclude(body__status="won").exists():
        words = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise Refused(words, code="charge_disputed", begun=True)
    if not charge["captured"]:
        raise Refused(f"Charge {charge['id']} is not captured.", param="charge", begun=True)
    if not left:
        words = f"Charge {charge['id']} has already been refunded."
        raise Refused(words, code="charge_already_refunded", begun=True)
    if amount < 1:
        raise Refused("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        words = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise Refused(words, param="amount", begun=True)
