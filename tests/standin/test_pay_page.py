"""The page on which pretended payments are made, as a browser meets it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.stripe.models import Delivery, Record
from integrations.stripe.standin import paying
from tests.factories.stripe import deliver_webhooks, line, make_client, make_session, stop_clock

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
THANKS, CART = "http://testserver/en/thanks/?paid={}", "http://testserver/en/cart/"


def page_of(session) -> str:
    return f"/test-payments/{session.id}/"


def act(client, session, act: str, **values):
    return client.post(page_of(session), {"act": act, **values})


def state_of(session) -> tuple[str, str]:
    session = make_client().v1.checkout.sessions.retrieve(session.id)
    return session.status, session.payment_status


def test_it_says_what_is_paid_to_whom_and_that_it_is_pretended(client):
    session = make_session(line("Dawn walk", amount=4900, quantity=2), customer_email="ada@example.org")

    html = client.get(page_of(session)).content.decode()

    for words in ("Pretended payment", "Pay Stillpoint", "Dawn walk", "€98.00", "ada@example.org", f'href="{CART}"'):
        assert words in html


@pytest.mark.parametrize(
    ("choice", "state"),
    [("pay", ("complete", "paid")), ("arrives", ("complete", "unpaid")), ("fails", ("complete", "unpaid"))],
)
def test_who_pays_is_back_in_the_shop_at_once(client, choice, state):
    session = make_session()

    response = act(client, session, choice)

    assert (response.status_code, response.headers["Location"]) == (303, THANKS.format(session.id))
    assert state_of(session) == state


def test_a_declined_card_leaves_everything_open_and_the_next_try_pays(client):
    session = make_session()

    response = client.post(page_of(session), {"act": "decline"}, follow=True)
    assert "The card was declined" in response.content.decode()
    assert state_of(session) == ("open", "unpaid")

    assert act(client, session, "pay").status_code == 303
    assert deliver_webhooks() == [
        ("payment_intent.payment_failed", 204),
        ("checkout.session.completed", 204),
        ("payment_intent.succeeded", 204),
    ]
    assert Record.objects.filter(kind="payment_intent").count() == 1


def test_time_can_be_let_run_out_and_then_nothing_can_be_paid(client):
    session = make_session()

    assert act(client, session, "run_out").headers["Location"] == page_of(session)

    assert act(client, session, "pay").status_code == 409
    assert state_of(session) == ("expired", "unpaid")


def test_a_double_click_pays_once(client):
    session = make_session()

    first, second = act(client, session, "pay"), act(client, session, "pay")

    assert (first.status_code, second.status_code) == (303, 409)
    assert Record.objects.filter(kind="charge").count() == 1
    assert "Back to the shop" in second.content.decode()


def test_whoever_comes_too_late_pays_nothing(client):
    session = make_session()
    stop_clock(timezone.now() + timedelta(minutes=32))

    response = act(client, session, "pay")

    assert response.status_code == 409
    assert (state_of(session), Record.objects.filter(kind="charge").count()) == (("expired", "unpaid"), 0)


@pytest.mark.parametrize("arrives", ["yes", "no"])
def test_the_banks_word_can_be_given_by_hand(client, arrives):
    session = make_session()
    act(client, session, "arrives")

    client.post(f"{page_of(session)}decide/", {"arrives": arrives})

    assert state_of(session) == ("complete", "paid" if arrives == "yes" else "unpaid")
    words = "paid" if arrives == "yes" else "money did not arrive"
    assert words in client.get(page_of(session)).content.decode()


def test_how_the_shop_hears_of_it_is_chosen_and_shown(client):
    session = make_session()
    act(client, session, "pay", plan="twice")

    deliver_webhooks()

    html = client.get(page_of(session)).content.decode()
    assert html.count("HTTP 204") == 4
    assert len(re.findall(r"<code[^>]*>checkout.session.completed</code>", html)) == 2


def test_a_held_back_event_can_be_sent_from_the_page(client):
    session = make_session()
    act(client, session, "pay", plan="never")
    held = Delivery.objects.order_by("id").first()

    response = client.post(f"/test-payments/deliveries/{held.id}/again/")

    assert response.headers["Location"] == page_of(session)
    assert deliver_webhooks() == [("checkout.session.completed", 204)]


def test_a_way_of_paying_that_is_not_offered_does_nothing(client):
    session = make_session(allowed_payment_method_types=["card"])

    assert "Pay later" not in client.get(page_of(session)).content.decode()
    assert act(client, session, "arrives").status_code == 409
    assert state_of(session) == ("open", "unpaid")


@pytest.mark.parametrize(
    "ugly",
    [{}, {"act": ""}, {"act": "rob"}, {"act": "pay\x00"}, {"act": "pay", "plan": "x" * 100_000}, {"plan": "late"}],
)
def test_ugly_input_pays_nothing_and_says_so(client, ugly):
    session = make_session()

    response = client.post(page_of(session), ugly)

    assert response.status_code == 422
    assert "Nothing was done" in response.content.decode()
    assert state_of(session) == ("open", "unpaid")


@pytest.mark.parametrize("ugly", [{}, {"arrives": "perhaps"}, {"arrives": "\x00"}])
def test_an_ugly_word_of_the_bank_decides_nothing(client, ugly):
    session = make_session()
    paying.pay_later(session.id, arrives=True)

    assert client.post(f"{page_of(session)}decide/", ugly).status_code == 422
    assert Record.objects.get(kind="payment_intent").body["status"] == "processing"


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        (["refund"], ["refund.created", "charge.refunded"]),
        (["dispute", "won"], ["created", "funds_withdrawn", "closed", "funds_reinstated"]),
        (["dispute", "lost"], ["created", "funds_withdrawn", "closed"]),
        (["pay_out"], ["payout.paid"]),
    ],
    ids=["refund", "won", "lost", "paid out"],
)
def test_what_happens_afterwards_is_caused_from_the_page_and_told_to_the_shop(client, acts, told):
    session = make_session()
    paying.pay(session.id)
    deliver_webhooks()

    for act_of_theirs in acts:
        answer = client.post(f"{page_of(session)}afterwards/", {"act": act_of_theirs})
        assert answer.headers["Location"] == page_of(session)

    assert [kind.removeprefix("charge.dispute.") for kind, _status in deliver_webhooks()] == told


@pytest.mark.parametrize(("act", "status"), [("refund", 409), ("dispute", 409), ("lost", 409), ("rob", 422), ("", 422)])
def test_nothing_happens_afterwards_to_money_that_never_came(client, act, status):
    session = make_session()

    assert client.post(f"{page_of(session)}afterwards/", {"act": act}).status_code == status
    assert Record.objects.filter(kind__in=["refund", "dispute"]).count() == 0


def test_what_is_not_there_is_not_found(client):
    for address in ("cs_test_nobody/", f"{'x' * 3000}/", "evt_1/"):
        assert client.get(f"/test-payments/{address}").status_code == 404
    assert client.post("/test-payments/deliveries/9999999999/again/").status_code == 404
    assert client.post("/test-payments/cs_test_nobody/decide/", {"arrives": "yes"}).status_code == 404
    assert client.post("/test-payments/cs_test_nobody/afterwards/", {"act": "refund"}).status_code == 404
    assert client.post("/test-payments/cs_test_nobody/", {"act": "pay"}).status_code == 404


def test_the_page_asks_for_a_token():
    strict, session = Client(enforce_csrf_checks=True), make_session()

    assert act(strict, session, "pay").status_code == 403

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(page_of(session)).content.decode())[1]
    assert act(strict, session, "pay", csrfmiddlewaretoken=token).status_code == 303


def test_the_page_speaks_the_language_of_the_shop_and_is_not_indexed(client):
    session = make_session(success_url="http://testserver/ar/thanks/")

    response = client.get(page_of(session))

    assert response.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl"' in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_it_looks_again_by_itself_only_while_something_is_on_its_way(client):
    session = make_session()
    assert "data-waiting" not in client.get(page_of(session)).content.decode()

    act(client, session, "pay")
    assert "data-waiting" in client.get(page_of(session)).content.decode()

    deliver_webhooks()
    assert "data-waiting" not in client.get(page_of(session)).content.decode()


def test_all_payments_are_listed_at_the_same_cost(client):
    paying.decline(make_session().id)
    with CaptureQueriesContext(connection) as one:
        client.get("/test-payments/")

    for _ in range(4):
        paying.pay_later(make_session(customer_email="bela@example.org").id, arrives=True)
    with CaptureQueriesContext(connection) as five:
        html = client.get("/test-payments/").content.decode()

    assert html.count("money on its way") == 4
    assert len(one) == len(five)
