"""The events that are listened to: one list, known to webhook, doctor, stand-in and whoever sets an endpoint up."""

import re
from pathlib import Path
from typing import get_args

import pytest
import stripe

from integrations.stripe.events import LISTENED_TO
from integrations.stripe.standin import paying
from outbox.models import Job
from shop.desk.timeline import timeline_of
from shop.orders.models import Order
from shop.payments.inbox import About
from shop.payments.models import SupplierEvent
from tests.factories.payments import at_the_page, do_all_work, event, movements, tell
from tests.factories.stripe import deliver_webhooks, make_client, make_session

ENV_EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"
OF_MONEY = (About.MONEY, About.REFUNDS, About.DISPUTES)
A_LIST_MAY_HAVE = 20  # kinds, where Stripe is asked for undelivered ones


def test_whoever_sets_an_endpoint_up_reads_all_of_them():
    told = ENV_EXAMPLE.read_text().partition("It listens to")[2].partition("`manage.py")[0]

    assert set(re.findall(r"[a-z_]+(?:\.[a-z_]+)+", told)) == set(LISTENED_TO)


def test_stripe_has_them_all_and_can_be_asked_for_all_at_once():
    known = set(get_args(stripe.Event.__annotations__["type"]))

    assert set(LISTENED_TO) - known == set()
    assert len(LISTENED_TO) <= A_LIST_MAY_HAVE


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(kind for kind, about in LISTENED_TO.items() if about in OF_MONEY))
def test_row_51_what_is_told_of_somebody_elses_money_is_noted_and_done(kind):
    session = make_session()  # made by another shop of the same account: it names no payment of ours
    paying.pay(session.id)
    intent = make_client().v1.checkout.sessions.retrieve(session.id).payment_intent

    tell(event(kind, {"id": intent, "payment_intent": intent}))
    do_all_work()

    told = SupplierEvent.objects.get()
    assert (told.note, told.processed_at is not None) == ("not about anything of this shop", True)


@pytest.mark.django_db
def test_row_15_money_whose_session_nobody_told_of_is_found_by_its_intent_alone():
    payment = at_the_page()
    paying.pay(payment.session_id, plan="never")
    intent = make_client().v1.checkout.sessions.retrieve(payment.session_id).payment_intent

    for _ in range(2):
        tell(event("payment_intent.succeeded", {"id": intent}))
        do_all_work()

    assert (Order.objects.get().state, movements(payment.order)) == ("paid", [("charge", 7900)])
    assert set(SupplierEvent.objects.values_list("payment", flat=True)) == {payment.pk}


@pytest.mark.django_db
def test_declines_stand_on_the_timeline_of_the_order_and_change_nothing():
    payment = at_the_page()
    for _ in range(2):
        paying.decline(payment.session_id)
        assert [kind for kind, _status in deliver_webhooks()] == ["payment_intent.payment_failed"]
        do_all_work()

    refused = [told.detail for told in timeline_of(payment.order) if "reported" in told.words]
    assert refused == ["refused: card_declined, generic_decline"] * 2
    assert Order.objects.get().state == "awaiting_payment"
    paying.pay(payment.session_id)
    deliver_webhooks()
    do_all_work()
    told = [happening.words.replace("\xa0", " ") for happening in timeline_of(payment.order)]
    assert "€79.00 came in." in told
    assert "The supplier kept €1.43 as its fee." in told
    assert Job.objects.filter(state="dead").count() == 0
