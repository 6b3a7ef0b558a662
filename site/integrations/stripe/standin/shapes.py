"""The objects in Stripe's shape, of the API version that the installed library speaks."""

from __future__ import annotations

from typing import Any

import stripe

from integrations.stripe.standin.records import new_key

CARD = {
    "brand": "visa",
    "country": "US",
    "exp_month": 12,
    "exp_year": 2034,
    "fingerprint": "Xt5EWLLDS7FJjR1c",
    "funding": "credit",
    "last4": "4242",
    "network": "visa",
    "three_d_secure": None,
    "wallet": None,
}
WAYS: dict[str, dict[str, Any]] = {
    "card": CARD,
    "sepa_debit": {"bank_code": "37040044", "country": "DE", "fingerprint": "9cLzL5L8d0l6v2Fq", "last4": "3000"},
    "us_bank_account": {"account_type": "checking", "bank_name": "STRIPE TEST BANK", "last4": "6789"},
    "bacs_debit": {"fingerprint": "UAqhgsnWuNKCyYrb", "last4": "2345", "sort_code": "108800"},
}
# Of each currency the way of paying whose money comes days later.
DELAYED = {"eur": "sepa_debit", "usd": "us_bank_account", "gbp": "bacs_debit"}
DECLINED = "Your card was declined."


def session(params: dict, *, key: str, url: str, at: int, amount: int, currency: str) -> dict:
    """A Checkout Session as it is answered when it has just been made."""
    return {
        "id": key,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount_subtotal": amount,
        "amount_total": amount,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": params.get("billing_address_collection"),
        "branding_settings": params.get("branding_settings"),
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": params.get("consent_collection"),
        "created": at,
        "currency": currency,
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": None,
            "terms_of_service_acceptance": None,
            **params.get("custom_text", {}),
        },
        "customer": None,
        "customer_account": None,
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": customer(params.get("customer_email")),
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "expires_at": params.get("expires_at", at + 24 * 60 * 60),
        "invoice": None,
        "invoice_creation": {"enabled": False, "invoice_data": {"metadata": {}}},
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata") or {},
        "mode": "payment",
        "origin_context": params.get("origin_context"),
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": params.get("payment_method_options", {}),
        "payment_method_types": ways(params, currency),
        "payment_status": "unpaid" if amount else "no_payment_required",
        "permissions": None,
        "phone_number_collection": {"enabled": False},
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": url,
        "wallet_options": None,
    }


def ways(params: dict, currency: str) -> list[str]:
    """How one can pay: what there is for the currency, as far as the shop wants it."""
    offered = ["card", DELAYED[currency]] if currency in DELAYED else ["card"]
    wanted = params.get("allowed_payment_method_types") or offered
    return [way for way in offered if way in wanted and way not in params.get("excluded_payment_method_types", [])]


def customer(email: str | None) -> dict | None:
    if not email:
        return None
    nothing = ["address", "business_name", "individual_name", "name", "phone", "tax_ids"]
    return {"email": email, "tax_exempt": "none", **dict.fromkeys(nothing)}


def line_item(params: dict, *, at: int) -> dict:
    data = params["price_data"]
    quantity = params.get("quantity", 1)
    amount = data["unit_amount"] * quantity
    return {
        "id": new_key("li_"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": data["currency"],
        "description": data["product_data"]["name"],
        "metadata": params.get("metadata") or {},
        "price": _price(data, at=at),
        "quantity": quantity,
    }


def _price(data: dict, *, at: int) -> dict:
    return {
        "id": new_key("price_"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": at,
        "currency": data["currency"],
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": new_key("prod_", 14),
        "recurring": None,
        "tax_behavior": data.get("tax_behavior", "unspecified"),
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": data["unit_amount"],
        "unit_amount_decimal": str(data["unit_amount"]),
    }


def intent(session: dict, data: dict, *, at: int) -> dict:
    """A PaymentIntent of a session, before anything was tried. `data` is what the session was told for it."""
    key = new_key("pi_3")
    nothing = [
        "application", "application_fee_amount", "automatic_payment_methods", "canceled_at", "cancellation_reason",
        "customer", "last_payment_error", "latest_charge", "next_action", "on_behalf_of", "payment_method",
        "payment_method_configuration_details", "processing", "review", "setup_future_usage", "shipping", "source",
        "transfer_data",
    ]  # fmt: skip
    return {
        **dict.fromkeys(nothing),
        "id": key,
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "capture_method": "automatic_async",
        "client_secret": new_key(f"{key}_secret_"),
        "confirmation_method": "automatic",
        "created": at,
        "currency": session["currency"],
        "description": data.get("description"),
        "livemode": False,
        "metadata": data.get("metadata") or {},
        "payment_method_options": {},
        "payment_method_types": session["payment_method_types"],
        "receipt_email": data.get("receipt_email"),
        "statement_descriptor": data.get("statement_descriptor"),
        "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_group": data.get("transfer_group"),
    }


def card_error(charge: str) -> dict:
    """Why the last attempt did not succeed."""
    return {
        "charge": charge,
        "code": "card_declined",
        "decline_code": "generic_decline",
        "doc_url": "https://stripe.com/docs/error-codes/card-declined",
        "message": DECLINED,
        "type": "card_error",
    }


def charge(intent: dict, *, way: str, status: str, email: str | None, at: int) -> dict:
    """An attempt to take the money: succeeded, pending or failed."""
    amount, failed = intent["amount"], status == "failed"
    nothing = [
        "application", "application_fee", "application_fee_amount", "balance_transaction", "customer",
        "failure_balance_transaction", "on_behalf_of", "receipt_number", "receipt_url", "review", "shipping",
        "source_transfer", "transfer_data",
    ]  # fmt: skip
    return {
        **dict.fromkeys(nothing),
        "id": new_key("ch_3" if way == "card" else "py_3"),
        "object": "charge",
        "amount": amount,
        "amount_captured": amount if status == "succeeded" else 0,
        "amount_refunded": 0,
        "billing_details": {"address": None, "email": email, "name": None, "phone": None, "tax_id": None},
        "calculated_statement_descriptor": "STILLPOINT",
        "captured": status == "succeeded",
        "created": at,
        "currency": intent["currency"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": "card_declined" if failed else None,
        "failure_message": DECLINED if failed else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": outcome(failed=failed),
        "paid": status == "succeeded",
        "payment_intent": intent["id"],
        "payment_method": new_key("pm_1"),
        "payment_method_details": {"type": way, way: WAYS[way]},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": status,
        "transfer_group": intent["transfer_group"],
    }


def outcome(*, failed: bool) -> dict:
    return {
        "network_status": "declined_by_network" if failed else "approved_by_network",
        "reason": "generic_decline" if failed else None,
        "risk_level": "normal",
        "seller_message": "The bank did not return any further details with this decline."
        if failed
        else "Payment complete.",
        "type": "issuer_declined" if failed else "authorized",
    }


def refund(charge: dict, params: dict, *, amount: int, at: int) -> dict:
    nothing = ["balance_transaction", "receipt_number", "source_transfer_reversal", "transfer_reversal"]
    way = charge["payment_method_details"]["type"]
    details: dict[str, Any] = {"type": way}
    if way == "card":
        details["card"] = {
            "reference_status": "pending",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
        }
    return {
        **dict.fromkeys(nothing),
        "id": new_key("re_3"),
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": at,
        "currency": charge["currency"],
        "destination_details": details,
        "metadata": params.get("metadata") or {},
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "status": "succeeded",
    }


def event(kind: str, about: dict, *, at: int, request: str | None, key: str | None, previous: dict | None) -> dict:
    """An event with the object as it was at that moment."""
    data: dict[str, Any] = {"object": about}
    if previous:
        data["previous_attributes"] = previous
    return {
        "id": new_key("evt_1"),
        "object": "event",
        "api_version": stripe.api_version,
        "created": at,
        "data": data,
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": request, "idempotency_key": key},
        "type": kind,
    }
