"""Every request that we send, sent to Stripe's own stripe-mock, which refuses what Stripe's document does not know.

It answers with examples, remembers nothing and lets pass what is unknown inside of a thing, so only the outer shape
of requests is proved here. The inner one is held against the library's types by the stand-in, in every other test.
"""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
import stripe
from django.utils import timezone

from integrations.stripe.client import API_VERSION
from integrations.stripe.gateway import StripeGateway
from money import Money
from shop.payments.gateway import PaymentRequest, RequestLine, Span

ADDRESS = os.environ.get("STRIPE_MOCK_URL", "")

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not ADDRESS, reason="stripe-mock: STRIPE_MOCK_URL is not set; tests/services/start.sh sets it"),
]


@pytest.fixture
def client() -> stripe.StripeClient:
    return stripe.StripeClient("sk_test_contract", base_addresses={"api": ADDRESS}, stripe_version=API_VERSION)


@pytest.fixture
def gateway(client) -> StripeGateway:
    return StripeGateway(client)


def request(*lines: RequestLine, language: str = "en") -> PaymentRequest:
    return PaymentRequest(
        key="payment:1",
        order="7K2MPQ4W",
        email="ada@example.org",
        language=language,
        lines=lines or (RequestLine("The Long Exhale", Money(7900, "EUR"), 1),),
        return_url="https://shop.example/en/orders/secret/waiting/?session={CHECKOUT_SESSION_ID}",
        cancel_url="https://shop.example/en/checkout/cancelled/secret/",
        expires_at=timezone.now() + timedelta(minutes=31),
    )


@pytest.mark.parametrize(
    "asked",
    [
        request(),
        request(RequestLine("Walk", Money(1, "USD"), 9), RequestLine("ل" * 400, Money(99_999_999, "USD"), 1)),
        request(RequestLine("Tea", Money(500, "JPY"), 2), language="de"),
        request(language="ar"),
    ],
    ids=["one line", "several, and a long name", "a currency without cents", "a language that Stripe's page lacks"],
)
def test_a_payment_is_opened_in_a_way_that_stripe_knows(gateway, asked):
    page = gateway.open_payment(asked)

    assert page.session_id.startswith("cs_")


def test_a_session_is_read_and_ended(gateway):
    assert gateway.session("cs_test_1").id != ""
    assert gateway.end_session("cs_test_1").id != ""


def test_money_is_sent_back_and_looked_for(gateway):
    returned = gateway.refund(key="refund:1", reference="pi_1", amount=Money(100, "EUR"))

    assert returned.reference.startswith("re_")
    assert gateway.refunds("pi_1") != []


def test_money_is_looked_at_in_every_way_that_stripe_knows(gateway):
    gateway.tries("pi_1")
    gateway.fee("pi_1")
    gateway.payout("po_1")

    assert gateway.disputes("pi_1") != []


@pytest.mark.parametrize("what", ["completed", "refunded", "disputed", "charged", "untold"])
def test_a_span_of_time_is_looked_at_in_a_way_that_stripe_knows(gateway, what):
    now = timezone.now()

    assert isinstance(getattr(gateway, what)(Span(now - timedelta(days=3), now)), list)


def test_the_account_is_looked_at(gateway):
    (finding,) = gateway.examine(at=timezone.now())

    assert finding.what.startswith("Stripe tells this shop nothing")  # the example's endpoint leads elsewhere


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "blue"},
        {"line_items": "one course"},
        {"expires_at": "tomorrow"},
    ],
    ids=["unknown", "not a list", "not a number"],
)
def test_what_stripe_does_not_know_would_be_noticed(client, wrong):
    good = {"mode": "payment", "success_url": "https://shop.example/", "line_items": [{"price": "price_1"}]}

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create({**good, **wrong})
