"""What Stripe tells us: believed only when signed, written down before it is acted on, acted on once."""

import json
import time

import pytest
import stripe
from django.test import Client

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from integrations.stripe.standin.deliveries import WEBHOOK, signature
from outbox.models import Job
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import Payment, SupplierEvent
from tests.factories.payments import at_the_page, do_all_work, event, movements, tell
from tests.factories.stripe import deliver_webhooks, play_dead

pytestmark = pytest.mark.django_db
OURS = "whsec_embedded"
COMPLETED = "checkout.session.completed"


def session_of(payment: Payment) -> dict:
    return Record.objects.get(key=payment.session_id).body


def signed(body: bytes, *, secret: str = OURS, at: float | None = None) -> str:
    stamp = int(time.time() if at is None else at)
    return stripe.WebhookSignature.generate_signature_header(body.decode(), secret, stamp)


def test_row_17_a_signed_event_is_written_down_word_for_word_and_pays_the_order_without_anybody_coming_back():
    payment = at_the_page()
    paying.pay(payment.session_id)

    answers = deliver_webhooks()

    assert answers == [(COMPLETED, 204), ("payment_intent.succeeded", 204)]
    told = SupplierEvent.objects.get(kind=COMPLETED)
    assert json.loads(told.payload)["data"]["object"]["id"] == payment.session_id
    assert (told.supplier, told.processed_at, Order.objects.get().state) == ("stripe", None, "awaiting_payment")
    do_all_work()
    told.refresh_from_db()
    assert (told.processed_at is not None, told.note, Order.objects.get().state) == (True, "", "paid")


def test_row_14_the_same_event_many_times_has_one_effect():
    payment = at_the_page()
    paying.pay(payment.session_id)
    told = event(COMPLETED, session_of(payment))

    for _ in range(3):
        assert tell(told).status_code == 204
        do_all_work()

    assert (SupplierEvent.objects.count(), Job.objects.filter(kind="payments.told").count()) == (1, 1)
    assert (movements(payment.order), Fulfilment.objects.count()) == ([("charge", 7900)], 1)


def test_row_15_events_in_any_order_come_to_the_same():
    payment = at_the_page()
    paying.pay(payment.session_id)
    body = session_of(payment)

    for kind in ("payment_intent.succeeded", "checkout.session.expired", COMPLETED, "checkout.session.expired"):
        tell(event(kind, body))
        do_all_work()

    assert (Payment.objects.get().state, Order.objects.get().state) == ("paid", "paid")


def test_row_40_what_an_event_says_of_the_money_does_not_count():
    payment = at_the_page()
    lie = {**session_of(payment), "status": "complete", "payment_status": "paid"}

    tell(event(COMPLETED, lie, api_version="2020-08-27"))
    do_all_work()

    assert (Payment.objects.get().state, Order.objects.get().state) == ("open", "awaiting_payment")


FORGERIES = {
    "nothing": lambda body: "",
    "nonsense": lambda body: "t=now,v1=yes",
    "another-secret": lambda body: signed(body, secret="whsec_other"),
    "an-empty-secret": lambda body: signed(body, secret=""),
    "too-old": lambda body: signed(body, at=time.time() - 3600),
    "of-another-body": lambda body: signed(body + b" "),
    "no-text": lambda body: "\x00",
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=[f"row_11-{name}" for name in FORGERIES])
def test_forged_events_are_refused_and_leave_nothing(forge):
    body = json.dumps(event(COMPLETED, {"id": "cs_test_1"})).encode()

    answer = tell(body, header=forge(body))

    assert (answer.status_code, SupplierEvent.objects.count(), Job.objects.count()) == (400, 0, 0)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"id": "evt_1", "object": "event"}'])
def test_row_12_signed_nonsense_is_refused(body):
    assert tell(body).status_code == 400
    assert SupplierEvent.objects.count() == 0


def test_row_12_bytes_that_are_no_text_are_refused():
    assert tell(b"\xff\xfe\x00", header="t=1,v1=00").status_code == 400


def test_row_12_a_huge_body_is_not_even_read():
    assert tell(b"x" * 5_000_000, header="t=1,v1=00").status_code == 413


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_only_posts_are_taken(method):
    assert getattr(Client(), method)(WEBHOOK).status_code == 405


def test_row_13_while_a_secret_is_replaced_both_count(settings):
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", "whsec_old"]
    for secret, status in (("whsec_new", 204), ("whsec_old", 204), ("whsec_embedded", 400)):
        body = json.dumps(event("customer.created", {"id": "cus_1"})).encode()
        assert tell(body, header=signed(body, secret=secret)).status_code == status


def test_unknown_events_are_kept_and_nothing_follows():
    assert tell(event("customer.created", {"id": "cus_1"})).status_code == 204

    told = SupplierEvent.objects.get()
    assert (told.kind, told.processed_at is not None, Job.objects.count()) == ("customer.created", True, 0)


def test_row_39_events_of_the_other_mode_are_kept_and_nothing_follows():
    payment = at_the_page()
    paying.pay(payment.session_id)

    tell(event(COMPLETED, session_of(payment), livemode=True))
    do_all_work()

    assert SupplierEvent.objects.get().note == "of the other mode, live or test"
    assert Order.objects.get().state == "awaiting_payment"


def test_row_51_events_about_other_shops_sessions_are_noted_and_done():
    tell(event("charge.refunded", {"id": "ch_1", "payment_intent": "pi_other"}))
    tell(event("charge.refunded", {"id": "ch_2", "payment_intent": None}))
    do_all_work()

    assert set(SupplierEvent.objects.values_list("note", flat=True)) == {"not about anything of this shop", ""}


def test_an_event_about_a_session_that_the_supplier_does_not_know_is_not_tried_for_ever():
    tell(event(COMPLETED, {"id": "cs_test_gone"}))
    do_all_work()

    assert Job.objects.get(kind="payments.told").state == "dead"


def test_row_20_work_that_met_a_fault_is_done_later():
    payment = at_the_page()
    paying.pay(payment.session_id)
    tell(event(COMPLETED, session_of(payment)))
    play_dead("lost_before", times=2)
    do_all_work()
    assert Job.objects.get(kind="payments.told").state == "ready"

    Job.objects.filter(kind="payments.told").update(due=Job.objects.get(kind="payments.told").created_at)
    do_all_work()

    assert (Order.objects.get().state, SupplierEvent.objects.get().processed_at is not None) == ("paid", True)


def test_nothing_that_says_who_bought_reaches_the_log(caplog):
    payment = at_the_page(email="grace@example.org", name="Grace Planted")
    paying.pay(payment.session_id)
    caplog.set_level("INFO")

    deliver_webhooks()
    do_all_work()

    assert [word for word in ("grace@", "Planted", signature(b"x")[:12]) if word in caplog.text] == []
