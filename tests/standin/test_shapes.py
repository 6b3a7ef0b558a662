"""What the stand-in says has the shape that Stripe's own library knows, to the last key."""

import types
from typing import Any, Union, get_args, get_origin

import pytest
import stripe

from integrations.stripe.client import API_VERSION
from integrations.stripe.events import LISTENED_TO
from integrations.stripe.models import Record
from integrations.stripe.standin import balance, desk, disputes, paying
from tests.factories.stripe import make_client, make_session

pytestmark = pytest.mark.django_db
CLASSES = {
    "checkout.session": stripe.checkout.Session,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "refund": stripe.Refund,
    "dispute": stripe.Dispute,
    "balance_transaction": stripe.BalanceTransaction,
    "payout": stripe.Payout,
    "event": stripe.Event,
    "item": stripe.LineItem,
}


def classes_in(hint: Any) -> list[type]:
    """The library's classes that a value of this type may be."""
    if get_origin(hint) in (Union, types.UnionType):
        return [found for choice in get_args(hint) for found in classes_in(choice)]
    if isinstance(hint, type) and issubclass(hint, stripe.StripeObject) and hint.__annotations__:
        return [hint]
    return []


def unknown_keys(body: dict, known: type, path: str) -> list[str]:
    """The keys that the library's class does not have, at every depth."""
    hints = known.__annotations__
    found = [f"{path}.{name}" for name in body if name not in hints]
    for name, value in body.items():
        for inner in classes_in(hints.get(name)) if isinstance(value, dict) else []:
            found += unknown_keys(value, inner, f"{path}.{name}")
    return found


def missing_keys(body: dict, known: type, path: str) -> list[str]:
    """The keys that the library promises without “optional” and that are not there."""
    hints = known.__annotations__
    optional = [name for name, hint in hints.items() if type(None) in get_args(hint)]
    return [f"{path}.{name}" for name in hints if name not in {*body, *optional, "OBJECT_NAME"}]


def everything_that_can_happen() -> None:
    paid, late, failed, declined, ended = (make_session(customer_email="ada@example.org") for _ in range(5))
    for session in (paid, asked := make_session(), lost := make_session(), won := make_session()):
        paying.pay(session.id)
    disputes.decide(disputes.dispute(asked.id, inquiry=True).key, won=True)
    disputes.decide(disputes.dispute(lost.id).key, won=False)
    disputes.decide(disputes.answer(disputes.dispute(won.id).key).key, won=True)
    for session, arrives in ((late, True), (failed, False)):
        paying.pay_later(session.id, arrives=arrives)
        paying.decide(session.id, arrives=arrives)
    paying.decline(declined.id)
    api = make_client().v1
    api.checkout.sessions.expire(ended.id)
    refund = api.refunds.create({"payment_intent": api.checkout.sessions.retrieve(paid.id).payment_intent})
    desk.fail_refund(refund.id)
    (payout,) = balance.pay_out()
    balance.bring_back(payout.key)


def test_no_object_has_a_key_that_the_library_does_not_know_nor_lacks_one_it_promises():
    everything_that_can_happen()

    records = list(Record.objects.all())
    wrong = [
        words
        for record in records
        for words in [
            *unknown_keys(record.body, CLASSES[record.kind], record.kind),
            *missing_keys(record.body, CLASSES[record.kind], record.kind),
        ]
    ]

    assert wrong == []
    assert {record.kind for record in records} == set(CLASSES)


def test_an_unknown_key_would_be_found():
    body = {"id": "cs_1", "total_details": {"amount_tip": 1}, "order": "A-1"}

    assert unknown_keys(body, stripe.checkout.Session, "session") == [
        "session.order",
        "session.total_details.amount_tip",
    ]


def test_an_event_has_the_whole_object_of_the_pinned_version():
    everything_that_can_happen()

    events = [record.body for record in Record.objects.filter(kind="event")]

    assert {event["api_version"] for event in events} == {API_VERSION}
    assert {event["livemode"] for event in events} == {False}
    assert [
        words
        for event in events
        for words in unknown_keys(event["data"]["object"], CLASSES[event["data"]["object"]["object"]], event["type"])
    ] == []


def test_events_are_of_kinds_that_stripe_has():
    everything_that_can_happen()

    known = set(get_args(stripe.Event.__annotations__["type"]))

    assert {record.body["type"] for record in Record.objects.filter(kind="event")} - known == set()


def test_every_event_that_the_shop_listens_to_can_happen_here():
    everything_that_can_happen()

    assert LISTENED_TO.keys() - {record.body["type"] for record in Record.objects.filter(kind="event")} == set()
