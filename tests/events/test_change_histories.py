"""Any history of bookings, changes and late money, with processes that die in the middle: in the end nobody is paid
back twice or forgotten, and nobody is told twice."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from events.changes.giving_back import CannotGiveBack, give_back
from events.changes.models import Notice
from events.changes.operations import CannotChange, try_again
from integrations.stripe.standin import paying
from messaging.models import Message
from outbox.runner import run_due
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.operations import settle
from shop.payments.refunds import CannotRefund, refund
from tests.factories.changes import Killed, book, cancel, dies_at, move, start_again, work_until_done
from tests.factories.events import date_of, in_days, make_event, offer_of, option, ticket
from tests.factories.payments import at_the_page, movements

_numbers = count(1)
orders = st.integers(0, 7)


class Histories(RuleBasedStateMachine):
    """One date, of which the whole history is told by its own rows, letters and money."""

    @initialize()
    def open_the_house(self) -> None:
        title = f"Quiet {next(_numbers)}"
        self.event = make_event(title, dates=[in_days(60)], tickets=[ticket("week", 69000)], options=[option()])
        self.pages, self.orders, self.changes = [], [], []

    @property
    def date(self):
        return date_of(self.event)

    @rule(places=st.integers(1, 2), room=st.booleans())
    def somebody_books(self, places, room) -> None:
        if self.is_on_sale:
            offers = [offer_of(self.event), *([offer_of(self.event, "room")] if room else [])]
            order = book(*offers, email=self.new_address(), quantity=places, all_work=False)
            self.orders.append(order.pk)

    @rule()
    def somebody_goes_to_pay(self) -> None:
        if self.is_on_sale:
            self.pages.append(at_the_page(offer_of(self.event), email=self.new_address()))

    @rule()
    def their_money_comes(self) -> None:
        if self.pages:
            payment = self.pages.pop(0)
            paying.pay(payment.session_id)
            settle(session_id=payment.session_id, at=timezone.now())
            self.orders.append(payment.order_id)

    @rule(days=st.integers(1, 9), keeps=st.booleans())
    def staff_move_it(self, days, keeps) -> None:
        until = None if keeps else timezone.now() + timedelta(days=5)
        with contextlib.suppress(CannotChange):
            self.changes.append(move(self.date, days=days, give_back_until=until, work=False))

    @rule()
    def staff_cancel_it(self) -> None:
        with contextlib.suppress(CannotChange):
            self.changes.append(cancel(self.date, work=False))

    @rule(which=orders)
    def staff_pay_one_back(self, which) -> None:
        order = self.order(which)
        if order and order.state == Order.State.PAID:
            with contextlib.suppress(CannotRefund):
                refund(order_id=order.pk, amount=order.total, lines=order.lines.all(), cause="d", at=timezone.now())

    @rule(which=orders)
    def a_buyer_gives_it_back(self, which) -> None:
        order = self.order(which)
        row = Notice.objects.filter(order=order).last() if order else None
        if row:
            with contextlib.suppress(CannotGiveBack):
                give_back(secret=row.secret, at=timezone.now())

    @rule(statement=st.integers(1, 120), jobs=st.integers(1, 6))
    def a_process_works_and_dies(self, statement, jobs) -> None:
        with contextlib.suppress(Killed), dies_at(statement):
            run_due(limit=jobs)
        start_again()

    @rule()
    def a_process_works(self) -> None:
        run_due(limit=20)

    @rule()
    def staff_try_again(self) -> None:
        for change in self.changes:
            try_again(change_id=change.pk, at=timezone.now())

    def teardown(self) -> None:
        if not hasattr(self, "event"):
            return
        start_again()
        work_until_done()
        date, changes = self.date, list(self.date.changes.order_by("pk"))
        assert all(change.applied_at for change in changes)
        assert not Notice.objects.filter(change__in=changes, state="waiting").exists()
        for order in Order.objects.filter(pk__in=self.orders, paid_at__isnull=False):
            self.nothing_is_wrong_with(order, date, changes)

    def nothing_is_wrong_with(self, order, date, changes) -> None:
        money = movements(order)
        back = [amount for kind, amount in money if kind == "refund"]
        stands = Fulfilment.objects.filter(line__order=order).exclude(state="revoked").exists()
        letters = Message.objects.filter(to=order.email, kind__startswith="event_", channel="mail")
        by_change = Counter(message.key for message in letters)
        assert back in ([], [-order.total_amount]), "paid back twice, or not in full"
        assert stands == (not back), "the places and the money went different ways"
        assert set(by_change.values()) <= {1}, "told twice"
        if date.cancelled:
            assert back, "forgotten"
        newest = changes[-1] if changes else None
        if newest and stands and order.created_at <= newest.applied_at:
            assert f"change:{newest.pk}:{order.pk}" in by_change, "not told"

    @property
    def is_on_sale(self) -> bool:
        offer = offer_of(self.event)
        return offer.published and not offer.stopped

    def order(self, which) -> Order | None:
        return Order.objects.get(pk=self.orders[which % len(self.orders)]) if self.orders else None

    def new_address(self) -> str:
        return f"buyer{next(_numbers)}@example.org"


@pytest.mark.thorough
@pytest.mark.django_db
def test_no_history_forgets_anybody_or_pays_or_tells_twice():
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
