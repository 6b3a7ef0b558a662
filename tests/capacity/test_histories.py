"""Any history of carts, orders, late money and refunds: no place is lost, none is had twice, and whoever pays is kept
as long as there are places."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shop.capacity.models import Hold, Quota
from shop.cart import operations as carts
from shop.cart.models import Cart, CartLine
from shop.cart.operations import NoSuchLine, NotForSale, Owner
from shop.cart.tasks import release_ended_holds
from shop.contract import Unavailable, set_quota
from shop.fulfilment.operations import revoke_line
from shop.orders.checkout import CannotOrder, OtherOrderOpen, place_order
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.gateway import PaymentSession, SessionState
from shop.payments.models import Payment
from shop.payments.settling import take_in
from tests.factories.shop import GUEST, NOON, make_details, make_postcard

BUYERS = 4
_numbers = count(1)

buyers = st.integers(0, BUYERS - 1)
few = st.integers(1, 3)


class Histories(RuleBasedStateMachine):
    """Three kinds of tickets on two limits that overlap."""

    @initialize()
    def open_the_house(self) -> None:
        number = next(_numbers)
        self.at = NOON
        self.tickets = [make_postcard(f"Ticket {number} {kind}", most_per_order=6) for kind in "abc"]
        self.quotas = [
            set_quota(f"{number}:house", size=5, offers=self.tickets[:2]).pk,
            set_quota(f"{number}:rooms", size=3, offers=self.tickets[1:]).pk,
        ]
        self.owners = [Owner(user=GUEST)] * BUYERS
        self.orders: list[Order] = []

    @rule(who=buyers, what=st.integers(0, 2), quantity=few)
    def add(self, who, what, quantity) -> None:
        ticket = self.tickets[what]
        with contextlib.suppress(Unavailable, NotForSale):
            self.owners[who] = carts.add(
                owner=self.owners[who], offer_key=ticket.key, quantity=quantity, currency="EUR", at=self.at
            )

    @rule(who=buyers, what=st.sampled_from(["change", "remove", "undo"]), which=st.integers(0, 2), quantity=few)
    def touch_a_line(self, who, what, which, quantity) -> None:
        line = CartLine.objects.filter(**self.of(who), offer=self.tickets[which]).first()
        if line is None:
            return
        wish = {"quantity": quantity} if what == "change" and line.removed_at is None else {}
        operation = getattr(carts, "remove" if what == "change" and not wish else what)
        with contextlib.suppress(Unavailable, NotForSale, NoSuchLine):
            operation(owner=self.owners[who], line_id=line.pk, at=self.at, **wish)

    @rule(who=buyers)
    def ask_for_more_time(self, who) -> None:
        carts.extend(owner=self.owners[who], at=self.at)

    @rule(minutes=st.sampled_from([1, 10, 21, 40]))
    def time_passes(self, minutes) -> None:
        self.at += timedelta(minutes=minutes)
        release_ended_holds(at=self.at)

    @rule(who=buyers)
    def go_to_pay(self, who) -> None:
        cart = Cart.objects.filter(self.owners[who].filter).first()
        if cart is None:
            return
        try:
            order = place_order(cart, make_details(cart, at=self.at), at=self.at)
        except OtherOrderOpen as others:
            for order in others.orders:
                give_up(order, state=Order.State.CANCELLED, at=self.at)
            return
        except CannotOrder:
            return
        if order not in self.orders:
            self.orders.append(order)
            about = {"order": order, "attempt": 1, "currency": "EUR", "expires_at": self.at, "created_at": self.at}
            Payment.objects.create(state="open", key=f"pay:{order.pk}", session_id=f"cs_{order.pk}", **about,
                                   amount=order.total_amount)  # fmt: skip

    @rule(which=st.integers(0, 9))
    def its_page_runs_out(self, which) -> None:
        if order := self.order(which):
            give_up(order, state=Order.State.EXPIRED, at=self.at)

    @rule(which=st.integers(0, 9))
    def money_comes_in_time_or_late(self, which) -> None:
        order = self.order(which)
        if order is None or order.paid_at or Payment.objects.get(order=order).state != "open":
            return
        had_otherwise = any(
            other.paid_at and {line.from_line for line in other.lines.all()} & self.lines_of(order)
            for other in self.everyone()
        )
        there = self.there_are_places_for(order)

        take_in(self.paid_session(order), at=self.at)
        take_in(self.paid_session(order), at=self.at)

        order.refresh_from_db()
        if there and not had_otherwise:
            assert order.paid_at, "the buyer was sent away though there were places"
        if not there:
            assert order.paid_at is None

    @rule(which=st.integers(0, 9))
    def it_is_paid_back(self, which) -> None:
        order = self.order(which)
        if order and order.paid_at:
            for line in order.lines.all():
                revoke_line(line_id=line.pk)

    @invariant()
    def every_place_is_counted_once(self) -> None:
        for quota in Quota.objects.filter(pk__in=getattr(self, "quotas", [])):
            rows = list(Hold.objects.filter(quota=quota).exclude(state="released"))
            assert quota.taken == sum(row.quantity for row in rows) <= quota.size
            sold = {row.order_line_id: row.quantity for row in rows if row.state == "sold"}
            assert sold == {
                line.pk: line.quantity
                for order in self.everyone()
                if order.paid_at
                for line in order.lines.filter(offer__quotas=quota, fulfilment__state="pending")
            }

    def teardown(self) -> None:
        """Whatever happened: when nobody pays any more, all that is not sold is free."""
        for order in self.everyone():
            give_up(order, state=Order.State.EXPIRED, at=self.at)
        release_ended_holds(at=self.at + timedelta(days=1))
        left = Hold.objects.filter(quota__in=getattr(self, "quotas", []), state="held")
        assert list(left) == []
        self.every_place_is_counted_once()

    def there_are_places_for(self, order) -> bool:
        """Whether each limit has enough for all of its lines, with what is held for them."""
        for quota in Quota.objects.filter(pk__in=self.quotas):
            lines = list(order.lines.filter(offer__quotas=quota))
            held = Hold.objects.filter(quota=quota, state="held", cart_line__in=[line.from_line for line in lines])
            own = dict(held.values_list("cart_line", "quantity"))
            if sum(max(line.quantity - own.get(line.from_line, 0), 0) for line in lines) > quota.left:
                return False
        return True

    def paid_session(self, order) -> PaymentSession:
        return PaymentSession(
            id=f"cs_{order.pk}", key=f"pay:{order.pk}", state=SessionState.PAID, total=order.total,
            reference=f"pi_{order.pk}", live=True,
        )  # fmt: skip

    def of(self, who):
        return {"cart__in": Cart.objects.filter(self.owners[who].filter)}

    def order(self, which) -> Order | None:
        orders = self.everyone()
        return orders[which % len(orders)] if orders else None

    def everyone(self) -> list[Order]:
        return list(Order.objects.filter(pk__in=[order.pk for order in getattr(self, "orders", [])]).order_by("pk"))

    def lines_of(self, order) -> set[int]:
        return {line.from_line for line in order.lines.all()}


@pytest.mark.thorough
@pytest.mark.django_db
def test_no_history_loses_a_place_or_sells_one_twice():
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
