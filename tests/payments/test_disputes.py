"""Banks that ask for money back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from integrations.stripe.standin import disputes, paying
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import Dispute, LedgerEntry, Refund
from shop.payments.operations import settle
from shop.payments.queries import to_look_at
from shop.payments.refunds import CannotRefund, explain, refund
from tests.contracts.goods.models import Walker
from tests.factories.accounts import make_user
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.shop import eur, make_postcard, make_walk
from tests.factories.stripe import deliver_webhooks

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def payment():
    """A walk for €79.00 and a postcard for €3.00, paid and handed over."""
    payment = at_the_page(make_walk(), make_postcard())
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    hear()
    return payment


def hear() -> list[str]:
    """What the shop was told of, and acted on."""
    told = [kind for kind, status in deliver_webhooks() if status == 204]
    do_all_work()
    return told


def state() -> str:
    return Order.objects.get().state


def give_back(payment, *, cause="desk"):
    lines = payment.order.lines.all()
    return refund(order_id=payment.order_id, amount=eur(7900), lines=lines, cause=cause, at=timezone.now())


def test_row_32_a_dispute_freezes_the_payment_and_asks_for_an_answer_in_time(payment, client):
    disputes.dispute(payment.session_id)

    assert hear() == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]

    row = Dispute.objects.get()
    assert (row.state, row.amount, row.currency, row.reason, row.closed_at) == ("open", 8200, "EUR", "fraudulent", None)
    assert row.evidence_due_by - row.opened_at == timedelta(days=9)
    assert movements(payment.order) == [("charge", 8200), ("dispute", -8200)]
    assert LedgerEntry.objects.filter(kind="fee", amount=-2000).count() == 1
    assert (state(), Walker.objects.count()) == ("disputed", 1)
    page = client.get(reverse("shop:order", args=[payment.order.secret])).content.decode()
    assert "Your bank is looking into the payment" in page


def test_row_32_staff_see_it_with_the_day_by_which_it_is_to_be_answered(payment, client):
    client.force_login(make_user("root@example.org", is_superuser=True))
    opened = disputes.dispute(payment.session_id)
    hear()

    page = client.get(reverse("orders:attention")).content.decode()

    assert ("disputes it (fraudulent)" in page, payment.order.number in page) == (True, True)
    assert to_look_at().get().answer_by == Dispute.objects.get().evidence_due_by
    disputes.answer(opened.key)
    hear()
    assert to_look_at().get().trouble.endswith("answered, not decided yet.")


def test_row_32_a_dispute_that_is_won_gives_the_money_back_and_nothing_twice(payment):
    opened = disputes.dispute(payment.session_id)
    hear()
    disputes.decide(opened.key, won=True)

    assert hear() == ["charge.dispute.closed", "charge.dispute.funds_reinstated"]

    assert movements(payment.order) == [("charge", 8200), ("dispute", -8200), ("dispute", 8200)]
    assert (state(), Walker.objects.count(), list(to_look_at())) == ("paid", 1, [])
    assert Dispute.objects.get().closed_at is not None


def test_row_32_a_dispute_that_is_lost_ends_access_once(payment, client):
    opened = disputes.dispute(payment.session_id)
    disputes.decide(opened.key, won=False)

    for _ in range(2):
        hear()

    assert (state(), Dispute.objects.get().state, list(to_look_at())) == ("charged_back", "lost", [])
    assert movements(payment.order) == [("charge", 8200), ("dispute", -8200)]
    assert (Walker.objects.count(), set(Fulfilment.objects.values_list("state", flat=True))) == (0, {"revoked"})
    page = client.get(reverse("shop:order", args=[payment.order.secret])).content.decode()
    assert "Your bank has taken the money" in page


def test_a_part_that_is_lost_ends_what_a_person_says(payment):
    opened = disputes.dispute(payment.session_id, amount=300)
    disputes.decide(opened.key, won=False)
    hear()

    assert (state(), Walker.objects.count()) == ("charged_back", 1)
    assert to_look_at().get().trouble == "A dispute about a part was lost: which goods is it for?"

    explain(payment_id=payment.pk, lines=payment.order.lines.filter(kind="postcard"), at=timezone.now())
    do_all_work()

    assert (list(to_look_at()), Fulfilment.objects.get(state="revoked").line.kind) == ([], "postcard")


def test_row_31_what_a_bank_disputes_is_not_paid_back_as_well(payment):
    disputes.dispute(payment.session_id)
    hear()

    with pytest.raises(CannotRefund, match="bank disputes"):
        give_back(payment)


def test_row_31_a_refund_that_was_under_way_when_the_bank_came_is_held_for_a_person(payment):
    give_back(payment)
    disputes.dispute(payment.session_id)

    hear()  # of the dispute first: whom the supplier tells us of is ahead of what we ask of it

    assert movements(payment.order) == [("charge", 8200), ("dispute", -8200)]
    assert Refund.objects.get().state == "failed"
    assert "A refund was stopped, because the buyer’s bank disputes the payment." in to_look_at().get().trouble


def test_row_31_a_refund_that_the_supplier_refuses_since_the_bank_came_first_is_held_for_a_person(payment):
    give_back(payment)
    disputes.dispute(payment.session_id)

    do_all_work()
    hear()

    assert movements(payment.order) == [("charge", 8200), ("dispute", -8200)]
    assert Refund.objects.get().state == "failed"
    assert "A refund failed: InvalidRequestError charge_disputed" in to_look_at().get().trouble


def test_row_31_a_mere_question_of_the_bank_freezes_nothing(payment):
    asked = disputes.dispute(payment.session_id, inquiry=True)
    hear()
    assert (state(), Dispute.objects.get().state, movements(payment.order)) == ("paid", "inquiry", [("charge", 8200)])

    give_back(payment)
    hear()
    disputes.decide(asked.key, won=True)
    hear()

    assert movements(payment.order) == [("charge", 8200), ("refund", -7900)]
    assert (Dispute.objects.get().state, list(to_look_at())) == ("over", [])


def test_what_a_bank_has_taken_cannot_be_paid_back_again(payment):
    disputes.decide(disputes.dispute(payment.session_id, amount=500).key, won=False)
    hear()

    with pytest.raises(CannotRefund, match="77"):
        give_back(payment)
