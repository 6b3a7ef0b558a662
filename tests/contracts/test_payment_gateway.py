"""Every request that the adapter can make, held against the types that Stripe's library ships, closed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import stripe
from django.conf import settings
from django.utils import timezone

from integrations.stripe.client import API_VERSION
from integrations.stripe.events import LISTENED_TO
from integrations.stripe.gateway import StripeGateway
from integrations.stripe.standin import balance, paying
from integrations.stripe.standin.http import StandInHTTPClient
from integrations.stripe.standin.parameters import checked
from integrations.stripe.standin.protocol import ROUTES
from integrations.stripe.standin.refusals import Refused
from money import Money
from shop.payments.gateway import (
    GatewayError,
    PaymentRequest,
    RefundState,
    RequestLine,
    SessionState,
    Span,
    TooLittle,
)
from tests.factories.shop import eur
from tests.factories.stripe import play_dead

pytestmark = pytest.mark.django_db
KEY = "pay:ABCD2345:1"


class Recorder(StandInHTTPClient):
    """The line to the stand-in, tapped."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str, dict]] = []
        self.headers: list[dict] = []

    def request(self, method, url, headers, post_data=None, *, _usage=None):
        address = urlsplit(url)
        form = address.query if method == "get" else post_data or ""
        route = next(r for r in ROUTES if r.method == method.upper() and re.fullmatch(r.pattern, address.path))
        self.said.append((route.method, route.pattern, checked(form, route.params)))
        self.headers.append(dict(headers))
        return super().request(method, url, headers, post_data, _usage=_usage)


@pytest.fixture
def line():
    return Recorder()


@pytest.fixture
def gateway(line):
    return StripeGateway(stripe.StripeClient(settings.STRIPE_STANDIN_KEY, http_client=line, max_network_retries=1))


def request(**values) -> PaymentRequest:
    asked = PaymentRequest(
        key=KEY,
        order="ABCD2345",
        email="ada@example.org",
        language="de",
        lines=(RequestLine("Dawn walk", eur(7900), 1), RequestLine("Lake in March", eur(300), 2)),
        return_url="https://shop.example.org/de/checkout/x/",
        cancel_url="https://shop.example.org/de/checkout/x/back/",
        expires_at=timezone.now().replace(microsecond=0) + timedelta(minutes=31),
    )
    return replace(asked, **values)


def test_a_payment_is_asked_for_in_stripes_newest_words(gateway, line):
    asked = request()

    page = gateway.open_payment(asked)

    ids = {"shop": "testserver", "order": "ABCD2345", "payment": KEY}
    expected = {
        "mode": "payment",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {"currency": "eur", "unit_amount": 7900, "product_data": {"name": "Dawn walk"}},
            },
            {
                "quantity": 2,
                "price_data": {"currency": "eur", "unit_amount": 300, "product_data": {"name": "Lake in March"}},
            },
        ],
        "client_reference_id": "ABCD2345",
        "metadata": ids,
        "payment_intent_data": {"metadata": ids},
        "customer_email": "ada@example.org",
        "locale": "de",
        "adaptive_pricing": {"enabled": False},
        "expires_at": int(asked.expires_at.timestamp()),
        "success_url": asked.return_url,
        "cancel_url": asked.cancel_url,
    }
    assert line.said == [("POST", "/v1/checkout/sessions", expected)]
    assert (line.headers[0]["Idempotency-Key"], page.url.endswith(f"/{page.session_id}/")) == (KEY, True)


def test_every_other_request_is_as_small_as_can_be(gateway, line):
    page = gateway.open_payment(request())
    later = gateway.open_payment(request(key="pay:ABCD2345:2"))
    paying.pay(page.session_id)
    paying.pay_later(later.session_id, arrives=True)
    line.said.clear()

    session = gateway.session(page.session_id)
    gateway.session(later.session_id)
    gateway.end_session(page.session_id)
    gateway.refund(key="refund:1", reference=session.reference, amount=eur(300))
    gateway.refunds(session.reference)

    one, intent = "/v1/checkout/sessions/(?P<key>[^/]+)", "/v1/payment_intents/(?P<key>[^/]+)"
    assert line.said == [
        ("GET", one, {}),
        ("GET", one, {}),
        ("GET", intent, {}),
        ("POST", f"{one}/expire", {}),
        ("GET", one, {}),
        (
            "POST",
            "/v1/refunds",
            {"payment_intent": session.reference, "amount": 300, "metadata": {"refund": "refund:1"}},
        ),
        ("GET", "/v1/refunds", {"payment_intent": session.reference, "limit": 100}),
    ]


def test_what_is_asked_about_money_is_as_small_as_can_be(gateway, line):
    page = gateway.open_payment(request())
    paying.pay(page.session_id)
    reference = gateway.session(page.session_id).reference
    (payout,) = balance.pay_out()
    line.said.clear()

    gateway.tries(reference)
    gateway.disputes(reference)
    gateway.fee(reference)
    gateway.payout(payout.key)

    one = "(?P<key>[^/]+)"
    assert line.said == [
        ("GET", f"/v1/payment_intents/{one}", {}),
        ("GET", "/v1/checkout/sessions", {"payment_intent": reference, "limit": 10}),
        ("GET", "/v1/disputes", {"payment_intent": reference, "limit": 100}),
        ("GET", f"/v1/payment_intents/{one}", {"expand": ["latest_charge.balance_transaction"]}),
        ("GET", f"/v1/payouts/{one}", {}),
        ("GET", "/v1/balance_transactions", {"payout": payout.key, "limit": 100, "expand": ["data.source"]}),
    ]


def test_what_is_asked_about_a_span_of_time_is_as_small_as_can_be(gateway, line):
    until = timezone.now().replace(microsecond=0)
    span = Span(until - timedelta(days=3), until)

    for ask in (gateway.completed, gateway.refunded, gateway.disputed, gateway.charged, gateway.untold):
        assert ask(span) == []

    created = {"created": {"gte": int(span.since.timestamp()), "lte": int(until.timestamp())}, "limit": 100}
    assert line.said == [
        ("GET", "/v1/checkout/sessions", {"status": "complete", **created}),
        ("GET", "/v1/refunds", created),
        ("GET", "/v1/disputes", created),
        ("GET", "/v1/charges", created),
        ("GET", "/v1/events", {"types": sorted(LISTENED_TO), "delivery_success": False, **created}),
    ]


@pytest.mark.parametrize(
    "mistake",
    [
        "mode=pay",
        "ui_mode=hosted",
        "line_items[0][price_data][unit_ammount]=1",
        "adaptive_pricing[enabled]=maybe",
        "expires_at=soon",
        "shipping=1",
    ],
)
def test_the_types_would_catch_a_mistake(mistake):
    create = next(route for route in ROUTES if (route.method, route.pattern) == ("POST", "/v1/checkout/sessions"))

    with pytest.raises(Refused):
        checked(mistake, create.params)


def test_how_a_session_stands_is_told_in_our_words(gateway):
    page = gateway.open_payment(request())
    assert gateway.session(page.session_id).state == SessionState.OPEN

    paying.pay_later(page.session_id, arrives=True)
    assert gateway.session(page.session_id).state == SessionState.PROCESSING

    paying.decide(page.session_id, arrives=True)
    session = gateway.session(page.session_id)
    assert (session.id, session.key, session.state) == (page.session_id, KEY, SessionState.PAID)
    assert (session.total, session.live, session.reference[:3]) == (Money(8500, "EUR"), False, "pi_")


def test_a_slow_payment_that_came_to_nothing_has_failed(gateway):
    page = gateway.open_payment(request())
    paying.pay_later(page.session_id, arrives=False)
    paying.decide(page.session_id, arrives=False)

    assert gateway.session(page.session_id).state == SessionState.FAILED


def test_ending_tells_how_it_stands_then(gateway):
    ended, paid = gateway.open_payment(request()), gateway.open_payment(request(key="pay:ABCD2345:2"))
    paying.pay(paid.session_id)

    states = [gateway.end_session(page.session_id).state for page in (ended, ended, paid)]

    assert states == [SessionState.EXPIRED, SessionState.EXPIRED, SessionState.PAID]


def test_a_refund_with_the_same_key_is_one_refund(gateway):
    page = gateway.open_payment(request())
    paying.pay(page.session_id)
    reference = gateway.session(page.session_id).reference

    first, again = (gateway.refund(key="refund:1", reference=reference, amount=eur(300)) for _ in range(2))

    assert (first, first.state, first.key) == (again, RefundState.DONE, "refund:1")
    assert gateway.refunds(reference) == [first]


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [("lost_before", False), ("timeout", False), ("busy", False), ("broken", False), ("key_revoked", False)],
)
def test_faults_that_pass_are_not_permanent(gateway, fault, permanent):
    play_dead(fault, times=2)

    with pytest.raises(GatewayError) as error:
        gateway.open_payment(request())

    assert error.value.permanent == permanent


def test_what_will_never_work_is_permanent(gateway):
    gateway.open_payment(request())
    hopeless = (
        lambda: gateway.session("cs_test_unknown"),
        lambda: gateway.open_payment(request(email="grace@example.org")),  # the same key in other words
        lambda: gateway.refund(key="refund:1", reference="pi_unknown", amount=eur(1)),
    )

    for call in hopeless:
        with pytest.raises(GatewayError) as error:
            call()
        assert (error.value.permanent, "ada@" in str(error.value)) == (True, False)


def test_too_little_has_an_error_of_its_own(gateway):
    with pytest.raises(TooLittle):
        gateway.open_payment(request(lines=(RequestLine("Lake in March", eur(10), 1),)))


def test_the_version_goes_with_every_request(settings, gateway, line):
    gateway.open_payment(request())

    assert line.headers[0]["Stripe-Version"] == stripe.api_version == API_VERSION
