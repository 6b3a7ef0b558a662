"""Money on its way back."""

from dataclasses import replace

import pytest
from django.utils import timezone

from integrations.stripe.models import Fault, Record
from integrations.stripe.standin import desk, paying
from messaging.models import Message
from outbox.models import Job
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.gateway import RefundState, ReturnedMoney
from shop.payments.models import Refund
from shop.payments.operations import settle
from shop.payments.queries import to_look_at
from shop.payments.refunds import CannotRefund, explain, refund, take_in_refunds
from tests.contracts.goods.models import Walker
from tests.factories.payments import at_the_page, do_all_work, event, movements, tell
from tests.factories.shop import eur, make_order, make_postcard, make_walk
from tests.factories.stripe import deliver_webhooks, make_client, play_dead

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def order():
    """A walk for €79.00 and a postcard for €3.00, paid and handed over."""
    payment = at_the_page(make_walk(), make_postcard())
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    return Order.objects.get()


def give_back(order, amount=7900, *, cause="desk-1", lines=None):
    lines = order.lines.filter(kind="walk") if lines is None else lines
    return refund(order_id=order.pk, amount=eur(amount), lines=lines, cause=cause, at=timezone.now())


def state(order) -> str:
    return Order.objects.get(pk=order.pk).state


def test_row_28_a_part_goes_back_once_with_its_goods_however_often_it_is_asked(order):
    first, again = give_back(order), give_back(order)
    assert (first.pk, first.state, state(order)) == (again.pk, "ready", "paid")

    do_all_work()

    row = Refund.objects.get()
    assert (row.state, row.key, state(order)) == ("done", f"refund:{order.number}:desk-1", "partly_refunded")
    assert movements(order) == [("charge", 8200), ("refund", -7900)]
    assert Walker.objects.count() == 0
    assert sorted(Fulfilment.objects.values_list("line__kind", "state")) == [
        ("postcard", "granted"),
        ("walk", "revoked"),
    ]


def test_all_of_it_goes_back_with_all_goods(order):
    give_back(order)
    give_back(order, 300, cause="desk-2", lines=[])
    do_all_work()

    assert state(order) == "refunded"
    assert set(Fulfilment.objects.values_list("state", flat=True)) == {"revoked"}


@pytest.mark.parametrize("amount", [0, 8201])
def test_no_more_than_was_paid_goes_back(order, amount):
    with pytest.raises(CannotRefund, match="82"):
        give_back(order, amount)


def test_what_is_asked_for_already_counts(order):
    give_back(order)

    with pytest.raises(CannotRefund, match="3"):
        give_back(order, 301, cause="desk-2")


def test_of_an_unpaid_order_nothing_goes_back():
    with pytest.raises(CannotRefund):
        give_back(make_order(make_walk()))


@pytest.mark.parametrize("fault", ["lost_after", "lost_before", "timeout", "busy", "key_revoked"])
def test_row_28_a_fault_on_the_way_leaves_one_refund(order, fault):
    give_back(order)
    play_dead(fault, method="POST", path="/refunds", times=2)
    do_all_work()
    assert (Refund.objects.get().state, movements(order)[1:]) == ("ready", [])

    Fault.objects.all().delete()
    Job.objects.filter(kind="payments.refund").update(due=timezone.now())
    do_all_work()

    assert Record.objects.filter(kind="refund").count() == 1
    assert (Refund.objects.get().state, movements(order)[1:]) == ("done", [("refund", -7900)])


def test_what_the_supplier_refuses_is_seen_by_staff(order):
    intent = order.payments.get().reference
    make_client().v1.refunds.create({"payment_intent": intent})
    give_back(order)

    do_all_work()

    row = Refund.objects.get(reason="asked")
    assert (row.state, "charge_already_refunded" in row.last_error) == ("failed", True)
    assert Job.objects.get(kind="payments.refund").state == "dead"


def hear_of_refunds(order) -> None:
    """Everything that Stripe tells of a refund, twice."""
    intent = order.payments.get().reference
    for kind in ("refund.created", "charge.refunded", "refund.updated") * 2:
        tell(event(kind, {"id": "re_or_ch", "payment_intent": intent}))
        do_all_work()


def refund_at_the_desk(order, **values) -> str:
    return make_client().v1.refunds.create({"payment_intent": order.payments.get().reference, **values}).id


def letters() -> list[str]:
    return list(Message.objects.filter(kind="money_went_back").order_by("id").values_list("text", flat=True))


def test_row_29_a_refund_made_at_the_suppliers_desk_is_taken_in_once(order):
    made = refund_at_the_desk(order)

    hear_of_refunds(order)

    row = Refund.objects.get()
    assert (row.reason, row.reference, row.amount, state(order)) == ("elsewhere", made, 8200, "refunded")
    assert movements(order) == [("charge", 8200), ("refund", -8200)]
    assert Walker.objects.count() == 0
    assert [("€82.00" in text, "access to all of this order" in text) for text in letters()] == [(True, True)]
    assert list(to_look_at()) == []


def test_row_29_a_part_paid_back_at_the_desk_ends_nothing_until_a_person_says_what_it_was_for(order):
    refund_at_the_desk(order, amount=300)

    hear_of_refunds(order)

    payment = to_look_at().get()
    assert (payment.trouble, state(order)) == (
        "A part was paid back at the supplier: which goods is it for?",
        "partly_refunded",
    )
    assert (len(letters()), Fulfilment.objects.filter(state="revoked").count()) == (1, 0)

    explain(payment_id=payment.pk, lines=order.lines.filter(kind="postcard"), at=timezone.now())
    do_all_work()

    assert list(to_look_at()) == []
    assert Fulfilment.objects.get(state="revoked").line.kind == "postcard"


def test_parts_paid_back_at_the_desk_until_nothing_is_left_need_nobody(order):
    refund_at_the_desk(order, amount=300)
    hear_of_refunds(order)
    refund_at_the_desk(order)

    hear_of_refunds(order)

    assert (state(order), Walker.objects.count(), list(to_look_at())) == ("refunded", 0, [])
    assert movements(order)[1:] == [("refund", -300), ("refund", -7900)]


def test_a_refund_of_ours_that_is_reported_stays_ours(order):
    row = give_back(order)
    do_all_work()

    hear_of_refunds(order)

    assert Refund.objects.values_list("pk", "reason", "state").get() == (row.pk, "asked", "done")
    assert [("€79.00" in text, "- Dawn walk" in text) for text in letters()] == [(True, True)]


def test_row_30_a_refund_that_fails_later_is_not_called_done(order):
    give_back(order)
    do_all_work()
    desk.fail_refund(Refund.objects.get().reference)

    assert [kind for kind, _status in deliver_webhooks()][-2:] == ["refund.updated", "refund.failed"]
    do_all_work()
    hear_of_refunds(order)

    assert (Refund.objects.get().state, state(order)) == ("failed", "paid")
    assert movements(order) == [("charge", 8200), ("refund", -7900), ("charge", 7900)]
    assert to_look_at().get().trouble == "A refund failed: –"


def test_row_10_money_that_did_not_fit_and_was_paid_back_at_the_desk_needs_nobody_any_more():
    payment = at_the_page(make_walk())
    paying.pay(payment.session_id)
    record = Record.objects.get(key=payment.session_id)
    record.body = {**record.body, "currency": "usd"}
    record.save()
    settle(session_id=payment.session_id, at=timezone.now())
    assert list(to_look_at()) == [payment]

    desk.refund(payment.session_id, amount=900)
    deliver_webhooks()
    do_all_work()
    assert (list(to_look_at()), payment.order.payments.get().state) == ([payment], "mismatch")
    desk.refund(payment.session_id)
    deliver_webhooks()
    do_all_work()

    assert (list(to_look_at()), payment.order.payments.get().state, state(payment.order)) == (
        [],
        "returned",
        "cancelled",
    )
    assert [kind for kind, _minor in movements(payment.order)] == ["unmatched", "refund", "refund"]
    assert letters() == []


def test_row_30_a_refund_on_its_way_is_counted_when_it_has_arrived(order):
    give_back(order)
    do_all_work()
    Refund.objects.update(state="pending")
    order.ledger.filter(kind="refund").delete()

    tell(event("refund.updated", {"id": "re_1", "payment_intent": order.payments.get().reference}))
    do_all_work()

    assert (Refund.objects.get().state, movements(order)[1:]) == ("done", [("refund", -7900)])


def test_a_refund_that_takes_its_time_is_told_when_it_begins_and_not_again_when_it_has_arrived(order):
    row, intent = give_back(order), order.payments.get().reference
    under_way = ReturnedMoney("re_slow", row.key, intent, eur(7900), RefundState.PENDING)
    take_in_refunds(order.payments.get(), [under_way], at=timezone.now())
    assert ["comes with this letter" in text for text in letters()] == [False]

    take_in_refunds(order.payments.get(), [replace(under_way, state=RefundState.DONE)], at=timezone.now())
    do_all_work()

    assert len(letters()) == 1
    assert order.invoices.filter(kind="credit_note").count() == 1
