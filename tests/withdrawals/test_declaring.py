"""A declaration, its receipt, and the money that goes back with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.privacy.operations import delete_account
from messaging.models import Message
from shop.desk.operations import pay_back
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.models import Dispute, Payment, Refund
from shop.withdrawals.models import Withdrawal, WithdrawnLine
from shop.withdrawals.operations import CannotWithdraw, declare, note_paid_back, refuse
from shop.withdrawals.queries import choices_of
from tests.factories.accounts import make_user
from tests.factories.payments import do_all_work, movements
from tests.factories.shop import eur, make_paid_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

CLICK = "c" * 32


@pytest.fixture
def order():
    """A walk for €79.00 and a postcard for €3.00."""
    return paid_at_the_page(make_walk(), make_postcard())


def withdraw(order, *kinds, click=CLICK, at=None, email="ada@example.org"):
    lines = order.lines.filter(kind__in=kinds or ["walk", "postcard"]).values_list("pk", flat=True)
    return declare(
        order_id=order.pk, lines=lines, name="Ada Lindqvist", email=email, click=click, at=at or timezone.now()
    )


def states(order):
    return dict(WithdrawnLine.objects.filter(line__order=order).values_list("line__kind", "state"))


def test_what_the_law_allows_goes_back_at_once_with_its_access_and_a_receipt(order):
    declared = withdraw(order, "walk")

    refund = Refund.objects.get()
    assert (refund.amount, refund.state, [line.kind for line in refund.lines.all()]) == (7900, "ready", ["walk"])
    assert states(order) == {"walk": "accepted"}
    receipt = Message.objects.get(kind="withdrawal_receipt")
    assert order.number in receipt.text
    assert "Dawn walk" in receipt.text
    assert f"{declared.declared_at:%H:%M} (UTC, UTC+00:00)" in receipt.text

    do_all_work()

    assert movements(order) == [("charge", 8200), ("refund", -7900)]
    assert Fulfilment.objects.get(line__kind="walk").state == "revoked"
    assert [choice.line.kind for choice in choices_of(order, at=timezone.now())] == ["postcard"]


def test_confirming_twice_declares_once(order):
    assert withdraw(order).pk == withdraw(order).pk

    assert Refund.objects.count() == 1
    assert Message.objects.filter(kind="withdrawal_receipt").count() == 1


def test_what_was_declared_cannot_be_declared_again_by_another_click(order):
    withdraw(order, "walk")

    with pytest.raises(CannotWithdraw, match="meanwhile"):
        withdraw(order, "walk", click="d" * 32)


def test_what_is_too_late_is_a_request_that_a_person_decides(order):
    withdraw(order, "walk", at=timezone.now() + timedelta(days=30))

    row = WithdrawnLine.objects.get()
    assert (row.ground, row.state, Refund.objects.count()) == ("late", "waiting", 0)
    assert row.why in Message.objects.get(kind="withdrawal_receipt").text


def test_where_the_shop_decides_itself_nothing_goes_back_at_once(order, settings):
    settings.SHOP_WITHDRAWALS_AT_ONCE = False

    withdraw(order)

    assert states(order) == {"walk": "waiting", "postcard": "waiting"}
    assert not Refund.objects.exists()


def test_while_a_bank_decides_it_is_declared_and_waits(order):
    now = timezone.now()
    Dispute.objects.create(
        payment=Payment.objects.get(), reference="dp_1", state="open", amount=8200, currency="EUR", opened_at=now
    )

    withdraw(order)

    assert set(states(order).values()) == {"waiting"}
    assert not Refund.objects.exists()


def test_what_was_paid_elsewhere_is_declared_and_waits():
    order = make_paid_order(make_postcard(), at=timezone.now())

    withdraw(order)

    assert states(order) == {"postcard": "waiting"}


def test_what_was_paid_back_is_not_to_be_chosen(order):
    walk = order.lines.get(kind="walk")
    pay_back(order=order, amount=eur(7900), lines=[walk], click="e" * 32, at=timezone.now())

    with pytest.raises(CannotWithdraw):
        withdraw(order, "walk")
    assert states(order) == {}


def test_other_peoples_lines_and_none_at_all_are_refused(order):
    other = make_paid_order(make_postcard("Another"), at=timezone.now())

    for lines in ([other.lines.get().pk], [], [order.lines.first().pk, other.lines.get().pk]):
        with pytest.raises(CannotWithdraw):
            declare(order_id=order.pk, lines=lines, name="A", email="a@example.org", click=CLICK, at=timezone.now())
    assert not WithdrawnLine.objects.exists()


def test_an_unpaid_order_has_nothing_to_withdraw_from(order):
    Order.objects.filter(pk=order.pk).update(paid_at=None)

    with pytest.raises(CannotWithdraw):
        withdraw(order)


def test_a_receipt_for_another_address_is_told_to_the_buyer_too(order):
    withdraw(order, email="else@example.org")

    receipts = Message.objects.filter(kind="withdrawal_receipt").values_list("to", flat=True)
    assert sorted(receipts) == ["ada@example.org", "else@example.org"]


def test_a_no_says_why_once_and_leaves_the_way_open(order, settings):
    settings.SHOP_WITHDRAWALS_AT_ONCE = False
    declared = withdraw(order, "walk")

    assert refuse(withdrawal=declared, reason="You walked it.", at=timezone.now())
    assert not refuse(withdrawal=declared, reason="Again.", at=timezone.now())

    assert "You walked it." in Message.objects.get(kind="withdrawal_refused").text
    assert states(order) == {"walk": "refused"}
    assert withdraw(order, "walk", click="d" * 32).pk != declared.pk


def test_where_less_is_left_than_it_cost_a_person_decides(order):
    pay_back(order=order, amount=eur(1000), lines=[], click="e" * 32, at=timezone.now())

    withdraw(order)

    assert states(order) == {"walk": "waiting", "postcard": "waiting"}
    assert Refund.objects.count() == 1


def test_what_was_declared_goes_with_its_letters_when_the_buyer_leaves():
    ada = make_user()
    order = paid_at_the_page(make_postcard(), user=ada)
    withdraw(order, email="else@example.org", at=timezone.now() + timedelta(days=40))

    delete_account(user=ada, at=timezone.now())

    assert not Withdrawal.objects.exists()
    assert not Message.objects.filter(kind="withdrawal_receipt").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clicks", [["c" * 32] * 4, ["a" * 32, "b" * 32, "c" * 32, "d" * 32]], ids=["one", "several"])
def test_confirmations_at_the_same_moment_are_one_declaration(clicks):
    order = paid_at_the_page(make_walk())
    lines = list(order.lines.values_list("pk", flat=True))
    begin = Barrier(len(clicks))

    def confirm(click):
        begin.wait()
        said = {"name": "Ada Lindqvist", "email": "ada@example.org", "click": click}
        try:
            return declare(order_id=order.pk, lines=lines, at=timezone.now(), **said).pk
        except CannotWithdraw:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clicks)) as at_once:
        declared = set(at_once.map(confirm, clicks))

    assert declared - {None} == {Withdrawal.objects.get().pk}
    assert WithdrawnLine.objects.count() == Refund.objects.count() == 1
    assert Message.objects.filter(kind="withdrawal_receipt").count() == 1


def test_what_was_decided_is_not_decided_again_with_the_rest(order, settings):
    settings.SHOP_WITHDRAWALS_AT_ONCE = False
    walk, card = (order.lines.get(kind=kind) for kind in ("walk", "postcard"))
    declared = withdraw(order)
    note_paid_back([walk], at=timezone.now())

    refuse(withdrawal=declared, reason="You wrote on it.", at=timezone.now())
    later = note_paid_back([walk, card], at=timezone.now())

    assert (later, states(order)) == (0, {"walk": "accepted", "postcard": "refused"})
