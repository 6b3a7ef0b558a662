"""Orders that two act on at once: whoever comes second sees what the first has done."""

from __future__ import annotations

from django.utils import timezone

from accounts.privacy.operations import delete_account
from messaging.models import Message
from shop.cancellations.operations import CannotCancel, cancel
from shop.desk.giving import Goods, Recipient, give, take_back
from shop.desk.models import OrderNote
from shop.desk.operations import CannotAct
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.fulfilment.operations import grant_line, revoke_line
from shop.orders.checkout import place_order
from shop.orders.models import Order
from shop.orders.operations import claim_orders, give_up, mark_paid
from shop.payments.models import Refund
from shop.payments.refunds import refund
from shop.withdrawals.models import WithdrawnLine
from shop.withdrawals.operations import CannotWithdraw, declare, note_paid_back, refuse
from tests.factories.accounts import make_user
from tests.factories.events import make_event, offer_of, ticket
from tests.factories.shop import NOON, eur, make_cart, make_details, make_order, make_paid_order, make_postcard
from tests.factories.staff import paid_at_the_page
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_what_is_taken_back_while_it_is_handed_over_stays_taken_back():
    line = make_paid_order(make_postcard()).lines.get()

    meanwhile(lambda: revoke_line(line_id=line.pk), lambda: grant_line(line_id=line.pk))

    assert Fulfilment.objects.get().state == "revoked"
    assert not Entitlement.objects.filter(revoked_at=None).exists()


def test_a_guests_orders_that_two_claim_at_once_are_the_first_ones():
    ada, eve = make_user(), make_user("eve@example.org")
    order = make_order(make_postcard())

    both = meanwhile(
        lambda: claim_orders(user=ada, email=order.email), lambda: claim_orders(user=eve, email=order.email)
    )

    assert (both, Order.objects.get().user) == ((1, 0), ada)


def test_a_gift_that_two_take_back_at_once_is_taken_back_once():
    marta = make_user("marta@example.org")
    to = Recipient(email="ada@example.org", name="Ada", country="DE", language="en")
    goods = Goods(offer=make_postcard(), quantity=1, unit=eur(0))
    order = give(to=to, goods=[goods], reason="Broken.", author=marta, click="1" * 32, at=NOON)

    def back(click: str) -> bool:
        return take_back(order=order, reason="A mistake.", reference="", author=marta, click=click * 32, at=NOON)

    both = meanwhile(lambda: back("2"), lambda: back("3"))

    assert (both.first, type(both.second), OrderNote.objects.count()) == (True, CannotAct, 2)


def test_whoever_leaves_while_they_order_is_asked_to_wait():
    ada = make_user()
    _, cart = make_cart(make_postcard(), user=ada)
    details = make_details(cart, user=ada)

    both = meanwhile(lambda: place_order(cart, details, at=NOON), lambda: delete_account(user=ada, at=timezone.now()))

    assert type(both.second).__name__ == "NotNow"
    assert Order.objects.get().user == ada


def test_an_order_that_is_paid_while_its_buyer_leaves_is_kept_without_their_name():
    ada = make_user()
    order = make_order(make_postcard(), user=ada)
    give_up(order, state=Order.State.EXPIRED, at=NOON)

    meanwhile(lambda: mark_paid(order, at=NOON), lambda: delete_account(user=ada, at=timezone.now()))

    assert (Order.objects.get().state, Order.objects.get().email) == ("paid", "")


def test_what_is_declared_in_two_windows_at_once_is_withdrawn_once():
    order = paid_at_the_page(make_postcard(), all_work=False)

    def withdraw(click: str):
        said = {"order_id": order.pk, "lines": [order.lines.get().pk], "name": "Ada", "email": order.email}
        return declare(**said, click=click * 32, at=timezone.now())

    both = meanwhile(lambda: withdraw("1"), lambda: withdraw("2"))

    assert isinstance(both.second, CannotWithdraw)
    assert WithdrawnLine.objects.get().withdrawal == both.first


def test_what_is_paid_back_while_somebody_refuses_it_is_not_refused(settings):
    settings.SHOP_WITHDRAWALS_AT_ONCE = False
    order = paid_at_the_page(make_postcard(), all_work=False)
    lines = list(order.lines.all())
    said = {"order_id": order.pk, "lines": [line.pk for line in lines], "name": "Ada", "email": order.email}
    declared = declare(**said, click="1" * 32, at=timezone.now())

    def pay_back() -> None:
        refund(order_id=order.pk, amount=eur(300), lines=lines, cause="desk", at=timezone.now())
        note_paid_back(lines, at=timezone.now())

    both = meanwhile(pay_back, lambda: refuse(withdrawal=declared, reason="Too late.", at=timezone.now()))

    assert (both.second, WithdrawnLine.objects.get().state) == (False, "accepted")
    assert not Message.objects.filter(text__contains="Too late.").exists()


def test_what_is_cancelled_while_it_is_cancelled_goes_back_once():
    event = make_event(tickets=[ticket(amount=1000)], quotas={"house": 2}, cancellation={14: 50, 0: 0})
    order = paid_at_the_page(offer_of(event))
    lines = [order.lines.get().pk]

    def cancelled(click: str):
        return cancel(order_id=order.pk, lines=lines, shown=eur(500), click=click * 32, at=timezone.now())

    both = meanwhile(lambda: cancelled("1"), lambda: cancelled("2"))

    assert (type(both.second), Refund.objects.count()) == (CannotCancel, 1)
