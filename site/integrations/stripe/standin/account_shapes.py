"""What happens in the shop's account at Stripe, in Stripe's shape: entries of the balance, disputes, payouts."""

from __future__ import annotations

from integrations.stripe.standin.records import new_key

DAY = 24 * 60 * 60  # seconds
WORDS_OF_EVIDENCE = [
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation", "duplicate_charge_explanation",
    "duplicate_charge_id", "product_description", "receipt", "refund_policy", "refund_policy_disclosure",
    "refund_refusal_explanation", "service_date", "service_documentation", "shipping_address", "shipping_carrier",
    "shipping_date", "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
]  # fmt: skip


def entry(source: dict, *, kind: str, amount: int, fee: int, at: int) -> dict:
    """A movement of the account's balance, for a charge, a refund, a dispute or a payout."""
    detail = {"amount": fee, "application": None, "currency": source["currency"], "type": "stripe_fee"}
    return {
        "id": new_key("txn_3"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": at + 2 * DAY,
        "balance_type": "payments",
        "created": at,
        "currency": source["currency"],
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [{**detail, "description": "Stripe processing fees"}] if fee else [],
        "net": amount - fee,
        "reporting_category": "dispute" if kind == "adjustment" else kind,
        "source": source["id"],
        "status": "pending",
        "type": kind,
    }


def dispute(charge: dict, *, amount: int, reason: str, inquiry: bool, at: int) -> dict:
    """A dispute that a bank has just opened, or its question before it does."""
    card = {"brand": "visa", "case_type": "inquiry" if inquiry else "chargeback", "network": "visa"}
    return {
        "id": new_key("du_1"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": at,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(WORDS_OF_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": at + 9 * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": None,
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "network_reason_code": "10.4",
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {"type": "card", "card": {**card, "network_reason_code": "10.4"}},
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }


def payout(*, amount: int, currency: str, at: int) -> dict:
    """Money that has arrived in the shop's bank account."""
    nothing = [
        "application_fee", "application_fee_amount", "balance_transaction", "description",
        "failure_balance_transaction", "failure_code", "failure_message", "original_payout", "payout_method",
        "reversed_by", "statement_descriptor",
    ]  # fmt: skip
    return {
        **dict.fromkeys(nothing),
        "id": new_key("po_1"),
        "object": "payout",
        "amount": amount,
        "arrival_date": at,
        "automatic": True,
        "created": at,
        "currency": currency,
        "destination": new_key("ba_1"),
        "livemode": False,
        "metadata": {},
        "method": "standard",
        "reconciliation_status": "completed",
        "source_type": "card",
        "status": "paid",
        "trace_id": {"status": "supported", "value": "DE-5500000001"},
        "type": "bank_account",
    }
