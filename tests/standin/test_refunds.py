"""Money goes back through the stand-in as it does through Stripe."""

import pytest
import stripe

from integrations.stripe.standin import paying
from tests.factories.stripe import deliver_webhooks, make_client, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def api():
    return make_client().v1


@pytest.fixture
def intent(api):
    """The intent of a session that is paid."""
    session = make_session()
    paying.pay(session.id)
    return api.checkout.sessions.retrieve(session.id).payment_intent


def test_without_an_amount_all_that_is_left_goes_back(api, intent):
    part = api.refunds.create({"payment_intent": intent, "amount": 1000, "metadata": {"refund": "1"}})
    rest = api.refunds.create({"payment_intent": intent, "reason": "requested_by_customer"})

    charge = api.charges.retrieve(api.payment_intents.retrieve(intent).latest_charge)
    assert (part.amount, rest.amount, rest.status) == (1000, 6900, "succeeded")
    assert (charge.amount_refunded, charge.refunded) == (7900, True)


def test_more_than_was_paid_never_goes_back(api, intent):
    api.refunds.create({"payment_intent": intent, "amount": 7000})

    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        api.refunds.create({"payment_intent": intent, "amount": 901})

    api.refunds.create({"payment_intent": intent})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.refunds.create({"payment_intent": intent})
    assert refused.value.code == "charge_already_refunded"


def test_one_key_is_one_refund(api, intent):
    first, second = (
        api.refunds.create({"payment_intent": intent, "amount": 100}, {"idempotency_key": "refund:1"}) for _ in range(2)
    )

    assert first.id == second.id
    assert [refund.id for refund in api.refunds.list({"payment_intent": intent}).data] == [first.id]


def test_what_was_refused_after_work_had_begun_stays_under_its_key(api, intent):
    key = {"idempotency_key": "refund:1"}
    with pytest.raises(stripe.InvalidRequestError):
        api.refunds.create({"payment_intent": intent, "amount": 9000}, key)

    with pytest.raises(stripe.InvalidRequestError) as again:
        api.refunds.create({"payment_intent": intent, "amount": 9000}, key)

    assert again.value.headers["Idempotent-Replayed"] == "true"


def test_unpaid_money_cannot_go_back(api):
    session = make_session()
    paying.pay_later(session.id, arrives=True)
    intent = api.checkout.sessions.retrieve(session.id).payment_intent

    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        api.refunds.create({"payment_intent": intent})


def test_the_shop_hears_of_it(api, intent):
    deliver_webhooks()

    api.refunds.create({"payment_intent": intent, "amount": 100}, {"idempotency_key": "refund:1"})

    assert [kind for kind, _status in deliver_webhooks()] == ["refund.created", "charge.refunded"]
    event = api.events.list({"type": "charge.refunded"}).data[0]
    assert (event.data.previous_attributes["amount_refunded"], event.request.idempotency_key) == (0, "refund:1")
