"""Events reach the shop signed, over HTTP, and as well or badly as was asked."""

import json
from datetime import timedelta

import pytest
import stripe
from django.utils import timezone

from integrations.stripe.models import Delivery
from integrations.stripe.standin import paying
from integrations.stripe.standin.deliveries import Plan, attempt, send_again
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.stripe import deliver_webhooks, make_client, make_session

pytestmark = pytest.mark.django_db
DONE, INTENT = "checkout.session.completed", "payment_intent.succeeded"
ARRIVED = "checkout.session.async_payment_succeeded"


def paid(plan: str = Plan.AT_ONCE) -> str:
    session = make_session()
    paying.pay(session.id, plan=plan)
    return session.id


def planned() -> list[tuple[str, str]]:
    rows = Delivery.objects.select_related("event").order_by("due", "id")
    return [(row.event.body["type"], row.state) for row in rows]


def test_what_is_sent_is_signed_as_stripe_signs(settings):
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", "whsec_old"]
    session, sent = paid(), []
    delivery = Delivery.objects.order_by("id").first()

    attempt(delivery, post=lambda body, signature: sent.append((body, signature)) or 204)

    event = stripe.Webhook.construct_event(*sent[0], "whsec_new")
    assert (event.type, event.data.object["id"], event.livemode) == (DONE, session, False)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(*sent[0], "whsec_old")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(sent[0][0] + b" ", sent[0][1], "whsec_new")


def test_the_shop_takes_what_it_is_sent():
    paid()

    assert deliver_webhooks() == [(DONE, 204), (INTENT, 204)]
    assert planned() == [(DONE, "delivered"), (INTENT, "delivered")]
    assert deliver_webhooks() == []


def test_a_plan_is_kept():
    start = timezone.now()

    for plan in (Plan.TWICE, Plan.LATE, Plan.NEVER):
        paid(plan)

    late = Delivery.objects.filter(plan=Plan.LATE)
    assert Delivery.objects.filter(plan=Plan.TWICE, state="waiting").count() == 4
    assert min(row.due for row in late) >= start + timedelta(seconds=30)
    assert set(Delivery.objects.filter(plan=Plan.NEVER).values_list("state", flat=True)) == {"withheld"}
    assert deliver_webhooks() == [(DONE, 204), (INTENT, 204)] * 3


def test_the_wrong_order_is_the_other_way_round():
    paid(Plan.REVERSED)

    assert [kind for kind, _state in planned()] == [INTENT, DONE]


def test_in_the_wrong_order_the_end_comes_before_the_beginning():
    session = make_session()
    paying.pay_later(session.id, arrives=True, plan=Plan.REVERSED)
    assert planned() == [(DONE, "withheld")]

    paying.decide(session.id, arrives=True)

    assert [kind for kind, _status in deliver_webhooks()] == [INTENT, ARRIVED, DONE]


def test_the_bank_decides_by_itself_and_once():
    session = make_session()
    paying.pay_later(session.id, arrives=False)

    run_due(at=timezone.now() + timedelta(seconds=31))

    assert paying.decide(session.id, arrives=True) is False
    session = make_client().v1.checkout.sessions.retrieve(session.id)
    assert (session.status, session.payment_status) == ("complete", "unpaid")


def test_a_shop_that_does_not_answer_is_asked_again_and_every_attempt_is_kept():
    paid()
    delivery = Delivery.objects.order_by("id").first()

    def broken(body, signature):
        raise ConnectionRefusedError

    assert attempt(delivery, post=lambda body, signature: 500) is False
    assert attempt(delivery, post=broken) is False
    assert attempt(delivery, post=lambda body, signature: 204) is True

    told = [(tried["status"], tried["error"]) for tried in delivery.attempts]
    assert told == [(500, ""), (0, "ConnectionRefusedError"), (204, "")]
    assert delivery.state == "delivered"


def test_the_job_comes_back_until_it_is_given_up(settings):
    settings.PUBLIC_URL = "http://localhost:9"  # nobody listens there
    paid()
    job = Job.objects.filter(kind="stripe.standin.deliver").order_by("id").first()
    now = timezone.now()

    run_due(at=now)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("ready", 1)
    assert Delivery.objects.get(id=job.payload["number"]).attempts[0]["error"] == "ConnectionError"

    for hours in range(1, 100, 7):
        run_due(at=now + timedelta(hours=hours))
    job.refresh_from_db()
    assert job.state == "dead"
    assert Delivery.objects.get(id=job.payload["number"]).state == "failed"


def test_an_event_over_the_wire_is_what_the_shop_accepts(live_server, settings):
    settings.PUBLIC_URL = live_server.url
    paid()

    run_due(at=timezone.now())

    assert [row.attempts[0]["status"] for row in Delivery.objects.order_by("id")] == [204, 204]


def test_what_was_held_back_or_sent_can_be_sent_again():
    paid(Plan.NEVER)
    held = Delivery.objects.order_by("id").first()

    send_again(held)
    assert deliver_webhooks() == [(DONE, 204)]

    send_again(held)
    assert deliver_webhooks() == [(DONE, 204)]
    assert list(Delivery.objects.filter(event=held.event).order_by("number").values_list("number", flat=True)) == [1, 2]


def test_stripe_tells_what_the_shop_has_not_taken():
    paid()
    api = make_client().v1
    assert [event.type for event in api.events.list({"delivery_success": False}).data] == [INTENT, DONE]

    deliver_webhooks()

    assert api.events.list({"delivery_success": False}).data == []
    assert [event.type for event in api.events.list({"types": [DONE]}).data] == [DONE]


def test_what_is_sent_is_the_object_as_it_was_then():
    session = make_session()
    paying.pay_later(session.id, arrives=True)
    paying.decide(session.id, arrives=True)
    bodies = []

    for delivery in Delivery.objects.select_related("event").order_by("id"):
        attempt(delivery, post=lambda body, signature: bodies.append(json.loads(body)) or 204)

    assert [body["data"]["object"].get("payment_status") for body in bodies] == ["unpaid", "paid", None]
