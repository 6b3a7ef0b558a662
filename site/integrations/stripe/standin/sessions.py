"""Checkout Sessions of the API: made, read, listed, expired."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from integrations.stripe.standin import clock, records, shapes
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import announce, emit
from integrations.stripe.standin.models import Record
from integrations.stripe.standin.refusals import Refused, missing_resource, not_here
from outbox import contract as outbox

KIND = "checkout.session"
RUN_OUT = "stripe.standin.run_out"
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=24)
MOST_LINES, MOST_MONEY = 100, 99_999_999
# The smallest sums that Stripe takes, in minor units.
SMALLEST = {
    "aed": 200, "aud": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50, "gbp": 30, "hkd": 400,
    "huf": 17500, "inr": 50, "jpy": 50, "kwd": 200, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200,
    "ron": 200, "sek": 300, "sgd": 50, "usd": 50,
}  # fmt: skip
THOUSANDTHS = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})
# What a shop may say and what changes nothing here.
KNOWN = frozenset(
    {
        "allowed_payment_method_types", "billing_address_collection", "branding_settings", "cancel_url",
        "client_reference_id", "consent_collection", "custom_text", "customer_creation", "customer_email",
        "excluded_payment_method_types", "expand", "expires_at", "line_items", "locale", "metadata", "mode",
        "origin_context", "payment_intent_data", "payment_method_options", "submit_type", "success_url", "ui_mode",
    }
)  # fmt: skip
OFF = frozenset(
    {"adaptive_pricing", "automatic_tax", "invoice_creation", "managed_payments", "phone_number_collection"}
)


def create(call: Call) -> dict:
    """A new open session, with the page on which it is paid."""
    params, at = call.params, clock.seconds()
    _refuse_unknown(params)
    _refuse_odd_words(params)
    lines = _lines(params, at=at)
    currency, amount = lines[0]["currency"], sum(line["amount_total"] for line in lines)
    if 0 < amount < SMALLEST[currency]:
        words = f"The Checkout Session's total amount due must add up to at least {SMALLEST[currency]} {currency}"
        raise Refused(words, code="amount_too_small")
    if amount > MOST_MONEY:
        raise Refused("The Checkout Session's total amount due is too large", code="amount_too_large")
    _refuse_odd_end(params, at=at)
    key = records.new_key("cs_test_a1", 56)
    url = settings.PUBLIC_URL + reverse("test_payments:pay", args=[key])
    body = shapes.session(params, key=key, url=url, at=at, amount=amount, currency=currency)
    session = records.keep(body, notes={"payment_intent_data": params.get("payment_intent_data") or {}})
    for line in lines:
        records.keep(line, parent=key)
    outbox.add(RUN_OUT, key=f"{RUN_OUT}:{key}", payload={"session": key}, due=clock.moment(body["expires_at"]))
    return session.body


def retrieve(call: Call) -> dict:
    end_overdue()
    return records.find(KIND, call.key, param="session").body


def list_all(call: Call) -> dict:
    end_overdue()
    params, rows = call.params, records.in_range(Record.objects.filter(kind=KIND), call.params.get("created"))
    for name in ("customer", "customer_account", "payment_link", "subscription"):
        if name in params:
            raise not_here(name)
    if "payment_intent" in params:
        rows = rows.filter(body__payment_intent=params["payment_intent"])
    if "status" in params:
        rows = rows.filter(body__status=params["status"])
    if "customer_details" in params:
        rows = rows.filter(body__customer_details__email=params["customer_details"]["email"])
    return records.listed(rows, params, url=call.path)


def line_items(call: Call) -> dict:
    session = records.find(KIND, call.key, param="session")
    return records.listed(records.belonging(session.key, "item"), call.params, url=call.path, oldest_first=True)


def expire(call: Call) -> dict:
    """End a session early; one that is paid or over stays as it is, and Stripe says so."""
    end_overdue()
    session = records.find(KIND, call.key, lock=True, param="session")
    status = session.body["status"]
    if status != "open":
        words = 'Only Checkout Sessions with a status in ["open"] can be expired. '
        raise Refused(f"{words}This Checkout Session has a status of {status}.", begun=True)
    return end(session, request=call.request, key=call.idempotency_key).body


def end(session: Record, *, request: str | None = None, key: str | None = None) -> Record:
    """Close an open session that the caller has locked, and say so."""
    records.change(session, status="expired", url=None)
    announce([emit("checkout.session.expired", session, request=request, key=key)], session=session.key)
    return session


def end_overdue() -> None:
    """Close what nobody has paid in time, as Stripe does by itself."""
    with transaction.atomic():
        overdue = Record.objects.filter(kind=KIND, body__status="open", body__expires_at__lte=clock.seconds())
        for session in overdue.select_for_update().order_by("id"):
            end(session)


def seconds_left(key: str, *, at: int) -> int:
    body = Record.objects.filter(key=key).values_list("body", flat=True).first()
    return body["expires_at"] - at if body and body["status"] == "open" else 0


def _refuse_unknown(params: dict) -> None:
    if params.get("mode", "payment") != "payment":
        raise not_here("mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise not_here("ui_mode")
    for name, value in params.items():
        if name in OFF and not value.get("enabled"):
            continue
        if name == "allow_promotion_codes" and value is False:
            continue
        if name not in KNOWN:
            raise not_here(name)


def _refuse_odd_words(params: dict) -> None:
    if "success_url" not in params:
        raise Refused("Missing required param: success_url.", code="parameter_missing", param="success_url")
    for name in ("success_url", "cancel_url"):
        parts = urlsplit(params.get(name, "https://example.org"))
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise Refused("Not a valid URL", code="url_invalid", param=name)
    _refuse_long(params.get("client_reference_id", ""), 200, "client_reference_id")
    _refuse_long(params.get("success_url", ""), 5000, "success_url")
    if "@" not in params.get("customer_email", "@"):
        raise Refused(
            f"Invalid email address: {params['customer_email']}", code="email_invalid", param="customer_email"
        )
    refuse_odd_metadata(params.get("metadata") or {}, "metadata")
    refuse_odd_metadata(params.get("payment_intent_data", {}).get("metadata") or {}, "payment_intent_data[metadata]")


def refuse_odd_metadata(metadata: dict, param: str) -> None:
    if len(metadata) > 50:
        raise Refused("Metadata can have at most 50 keys", param=param)
    for name, value in metadata.items():
        _refuse_long(name, 40, param)
        _refuse_long(value, 500, f"{param}[{name}]")


def _refuse_long(text: str, most: int, param: str) -> None:
    if len(text) > most:
        raise Refused(
            f"Invalid string: must be at most {most} characters", code="parameter_invalid_string", param=param
        )


def _refuse_odd_end(params: dict, *, at: int) -> None:
    end = params.get("expires_at", at + LONGEST.total_seconds())
    if end < at + SHORTEST.total_seconds():
        words = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise Refused(words, param="expires_at")
    if end > at + LONGEST.total_seconds():
        words = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise Refused(words, param="expires_at")


def _lines(params: dict, *, at: int) -> list[dict]:
    given = params.get("line_items") or []
    if not given:
        raise Refused("Missing required param: line_items.", code="parameter_missing", param="line_items")
    if len(given) > MOST_LINES:
        raise Refused(f"At most {MOST_LINES} line items are allowed", param="line_items")
    for place, line in enumerate(given):
        _refuse_odd_line(line, f"line_items[{place}]")
    if len({line["price_data"]["currency"] for line in given}) > 1:
        raise Refused("All prices of a Checkout Session must have the same currency", param="line_items")
    return [shapes.line_item(line, at=at) for line in given]


def _refuse_odd_line(line: dict, path: str) -> None:
    if "price" in line:
        raise missing_resource("price", line["price"], param=f"{path}[price]")
    for name in ("adjustable_quantity", "tax_rates"):
        if name in line:
            raise not_here(f"{path}[{name}]")
    data = line.get("price_data")
    if data is None:
        raise Refused(f"Missing required param: {path}[price_data].", code="parameter_missing", param=path)
    for name in ("product", "recurring", "unit_amount_decimal"):
        if name in data:
            raise not_here(f"{path}[price_data][{name}]")
    for name in ("product_data", "unit_amount"):
        if name not in data:
            where = f"{path}[price_data][{name}]"
            raise Refused(f"Missing required param: {where}.", code="parameter_missing", param=where)
    if data["currency"] not in SMALLEST:
        words = f"Invalid currency: {data['currency']}. The stand-in takes: {', '.join(SMALLEST)}"
        raise Refused(words, param=f"{path}[price_data][currency]")
    if data["currency"] in THOUSANDTHS and data["unit_amount"] % 10:
        words = "Amounts of currencies with three decimals must end in 0"
        raise Refused(words, code="parameter_invalid_integer", param=f"{path}[price_data][unit_amount]")
    if data["unit_amount"] < 0 or line.get("quantity", 1) < 1:
        raise Refused(
            "Invalid integer: must be greater than or equal to 0", code="parameter_invalid_integer", param=path
        )
