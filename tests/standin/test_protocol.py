"""The stand-in answers Stripe's own client as Stripe does."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe
from django.db import transaction

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from tests.factories.stripe import line, make_client, make_session, play_dead, session_params, stop_clock

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def api():
    return make_client().v1


def test_a_session_has_the_sum_of_its_lines_and_a_page(api):
    session = api.checkout.sessions.create(session_params(line(amount=7900), line(amount=300, quantity=3)))

    assert (session.amount_total, session.currency, session.status) == (8800, "eur", "open")
    assert (session.payment_status, session.livemode, session.payment_intent) == ("unpaid", False, None)
    assert session.url == f"http://testserver/test-payments/{session.id}/"


def test_a_session_is_read_again_with_its_lines(api):
    made = make_session(line("Dawn walk", amount=300, quantity=2), metadata={"order": "A-1"}, client_reference_id="A-1")

    session = api.checkout.sessions.retrieve(made.id, {"expand": ["line_items"]})

    assert (session.client_reference_id, session.metadata["order"]) == ("A-1", "A-1")
    assert [(item.description, item.quantity, item.amount_total) for item in session.line_items.data] == [
        ("Dawn walk", 2, 600)
    ]
    assert [item.id for item in api.checkout.sessions.line_items.list(made.id).data] == [
        item.id for item in session.line_items.data
    ]


def test_sessions_are_listed_newest_first_and_page_by_page(api):
    made = [make_session().id for _ in range(5)]

    page = api.checkout.sessions.list({"limit": 2})

    assert [session.id for session in page.data] == [made[4], made[3]]
    assert page.has_more
    assert [session.id for session in page.auto_paging_iter()] == made[::-1]


def test_sessions_are_found_by_their_intent_state_and_time(api):
    stop_clock(NOON)
    paid, _open = make_session(), make_session()
    paying.pay(paid.id)
    intent = api.checkout.sessions.retrieve(paid.id).payment_intent
    stamp = int(NOON.timestamp())

    def found(**by):
        return [session.id for session in api.checkout.sessions.list(by).data]

    assert found(payment_intent=intent) == [paid.id]
    assert found(status="complete") == [paid.id]
    assert len(found(created={"gte": stamp})) == 2
    assert found(created={"gt": stamp}) == []


def test_an_intent_shows_its_charge_where_asked(api):
    session = make_session(payment_intent_data={"metadata": {"order": "A-1"}})
    paying.pay(session.id)

    session = api.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    intent = session.payment_intent

    assert (intent.status, intent.amount_received, intent.metadata["order"]) == ("succeeded", 7900, "A-1")
    assert (intent.latest_charge.paid, intent.latest_charge.payment_method_details.card.last4) == (True, "4242")
    assert isinstance(api.payment_intents.retrieve(intent.id).latest_charge, str)


def test_an_open_session_can_be_ended_and_a_paid_one_cannot(api):
    ended, paid = make_session(), make_session()
    paying.pay(paid.id)

    session = api.checkout.sessions.expire(ended.id)

    assert (session.status, session.url) == ("expired", None)
    with pytest.raises(stripe.InvalidRequestError, match="has a status of complete"):
        api.checkout.sessions.expire(paid.id)


def test_time_runs_out_by_itself(api):
    stop_clock(NOON)
    session = make_session()

    stop_clock(NOON + timedelta(minutes=31))

    assert api.checkout.sessions.retrieve(session.id).status == "expired"
    assert [event.type for event in api.events.list().data] == ["checkout.session.expired"]


def test_nothing_to_pay_is_said_so(api):
    session = make_session(line(amount=0))
    paying.pay(session.id)

    session = api.checkout.sessions.retrieve(session.id)

    assert (session.status, session.payment_status) == ("complete", "no_payment_required")
    assert session.payment_intent is None


def test_the_same_key_is_the_same_answer(api):
    params, key = session_params(), {"idempotency_key": "order:1"}

    first, second = api.checkout.sessions.create(params, key), api.checkout.sessions.create(params, key)

    assert first.id == second.id
    assert Record.objects.filter(kind="checkout.session").count() == 1
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert second.last_response.headers["Original-Request"] == first.last_response.request_id


def test_the_same_key_with_something_else_is_refused(api):
    key = {"idempotency_key": "order:1"}
    api.checkout.sessions.create(session_params(), key)

    with pytest.raises(stripe.IdempotencyError) as refused:
        api.checkout.sessions.create(session_params(line(amount=1)), key)

    assert (refused.value.http_status, refused.value.error.type) == (400, "idempotency_error")


def test_a_refused_request_leaves_its_key_free(api):
    key = {"idempotency_key": "order:1"}
    with pytest.raises(stripe.InvalidRequestError):
        api.checkout.sessions.create(session_params(mode="pay"), key)

    assert api.checkout.sessions.create(session_params(), key).status == "open"


def test_what_does_not_exist_is_not_found(api):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.checkout.sessions.retrieve("cs_test_nobody")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    assert refused.value.request_id.startswith("req_")


def test_another_key_is_not_let_in():
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided"):
        make_client("sk_test_somebody_else").v1.checkout.sessions.list()


def test_an_answer_that_is_lost_is_found_again_by_the_same_key(api):
    play_dead("lost_after", method="POST", path="/checkout/sessions")

    session = api.checkout.sessions.create(session_params(), {"idempotency_key": "order:1"})

    assert session.last_response.headers["Idempotent-Replayed"] == "true"
    assert Record.objects.filter(kind="checkout.session").count() == 1


@pytest.mark.parametrize("kind", ["lost_before", "timeout"])
def test_a_dead_line_is_an_error_of_the_connection_and_nothing_was_done(api, kind):
    play_dead(kind, times=3)  # the first try and both repeats

    with pytest.raises(stripe.APIConnectionError):
        api.checkout.sessions.create(session_params())

    assert Record.objects.count() == 0
    assert api.checkout.sessions.create(session_params()).status == "open"


def test_a_500_stays_under_its_key(api):
    key, params = {"idempotency_key": "order:1"}, session_params()
    play_dead("broken", method="POST")

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            api.checkout.sessions.create(params, key)

    assert api.checkout.sessions.create(session_params(), {"idempotency_key": "order:1:again"}).status == "open"


def test_too_many_requests_and_a_revoked_key_are_said_so(api):
    play_dead("busy")
    play_dead("key_revoked")

    with pytest.raises(stripe.RateLimitError):
        api.checkout.sessions.list()
    with pytest.raises(stripe.AuthenticationError):
        api.checkout.sessions.list()


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_within_a_transaction_is_stopped(api):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        api.checkout.sessions.list()
