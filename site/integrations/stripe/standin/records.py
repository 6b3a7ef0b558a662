"""Objects kept, found, listed and shown the way the API does it."""

from __future__ import annotations

import secrets
import string
from typing import Any

from django.db.models import QuerySet

from integrations.stripe.standin import clock
from integrations.stripe.standin.models import Record
from integrations.stripe.standin.refusals import Refused, missing_resource

LETTERS = string.ascii_letters + string.digits
EXPANDABLE = {
    "payment_intent": "payment_intent",
    "latest_charge": "charge",
    "charge": "charge",
    "balance_transaction": "balance_transaction",
    "source": "",  # of any kind
}
INCLUDABLE = {("checkout.session", "line_items"): "item", ("charge", "refunds"): "refund"}
DEEPEST = 4
A_PAGE = 10


def new_key(prefix: str, length: int = 24) -> str:
    return prefix + "".join(secrets.choice(LETTERS) for _ in range(length))


def keep(body: dict, *, parent: str = "", notes: dict | None = None) -> Record:
    """Write a new object down."""
    created = body.get("created") or clock.seconds()
    return Record.objects.create(
        key=body["id"], kind=body["object"], parent=parent, created=created, body=body, notes=notes or {}
    )


def change(record: Record, **values: Any) -> Record:
    """Give an object other values; whoever calls has locked it."""
    record.body = {**record.body, **values}
    record.save(update_fields=["body"])
    return record


def find(kind: str, key: str, *, lock: bool = False, param: str = "id") -> Record:
    """An object of this kind, or Stripe's word that there is none."""
    rows = Record.objects.select_for_update() if lock else Record.objects
    record = rows.filter(kind=kind, key=key[:100]).first()
    if record is None:
        raise missing_resource(kind, key, param=param)
    return record


def belonging(parent: str, kind: str) -> QuerySet[Record]:
    return Record.objects.filter(parent=parent, kind=kind).order_by("id")


def in_range(rows: QuerySet[Record], created: int | dict | None) -> QuerySet[Record]:
    if created is None:
        return rows
    if isinstance(created, int):
        return rows.filter(created=created)
    return rows.filter(**{f"created__{name}": stamp for name, stamp in created.items()})


def listed(rows: QuerySet[Record], params: dict, *, url: str, oldest_first: bool = False) -> dict:
    """A page of a list: newest first, with Stripe's two cursors."""
    limit = params.get("limit", A_PAGE)
    if not 1 <= limit <= 100:
        raise Refused(
            f"Invalid integer: {limit} must be between 1 and 100.", code="parameter_invalid_integer", param="limit"
        )
    order, after, before = ("id", "gt", "lt") if oldest_first else ("-id", "lt", "gt")
    rows = rows.order_by(order)
    if "starting_after" in params:
        rows = rows.filter(**{f"id__{after}": _cursor(params["starting_after"], "starting_after")})
    if "ending_before" in params:
        rows = rows.filter(**{f"id__{before}": _cursor(params["ending_before"], "ending_before")}).reverse()
    page = list(rows[: limit + 1])
    shown = page[:limit]
    if "ending_before" in params:
        shown.reverse()
    return {"object": "list", "data": [row.body for row in shown], "has_more": len(page) > limit, "url": url}


def _cursor(key: str, param: str) -> int:
    number = Record.objects.filter(key=key[:100]).values_list("id", flat=True).first()
    if number is None:
        raise missing_resource("object", key, param=param)
    return number


def expanded(body: dict, paths: list[str]) -> dict:
    """The object with what was asked to be put inside it."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise Refused(f"You cannot expand more than {DEEPEST} levels of a property ({path}).", param="expand")
        body = _expand(body, steps, path)
    return body


def _expand(body: dict, steps: list[str], path: str) -> dict:
    first, *rest = steps
    if first == "data" and body.get("object") == "list":
        return {**body, "data": [_expand(inner, rest, path) for inner in body["data"]]}
    inner = body.get(first)
    if kind := INCLUDABLE.get((body.get("object", ""), first)):
        rows = belonging(body["id"], kind)
        inner = listed(rows, {}, url=f"/v1/checkout/sessions/{body['id']}/{first}", oldest_first=True)
    elif isinstance(inner, str) and first in EXPANDABLE:
        kind = EXPANDABLE[first] or Record.objects.filter(key=inner).values_list("kind", flat=True).first()
        inner = find(kind or "object", inner).body
    elif inner is None and first in EXPANDABLE and first in body:
        return body
    elif not isinstance(inner, dict):
        raise Refused(f"This property cannot be expanded ({path}).", param="expand")
    return {**body, first: _expand(inner, rest, path) if rest else inner}
