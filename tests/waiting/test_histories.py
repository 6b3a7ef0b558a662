"""Any history of sales, ended holds, refunds, late money, waiting lists and killed work: no place is lost, none is had
twice, nobody is offered anything twice, and what comes back reaches whoever waits before the open sale."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from outbox.models import Job
from shop.capacity.models import Hold, Quota
from shop.cart.operations import NotForSale
from shop.cart.tasks import release_ended_holds
from shop.contract import TooFewPlaces, Unavailable, set_quota
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.operations import CannotWait, OfferIsOver
from shop.waiting.serving import serve, waited_for
from tests.capacity.test_histories import Histories, buyers, few
from tests.factories.shop import GUEST
from tests.factories.waiting import asked_to_serve, serve_all

which_entry = st.integers(0, 9)


class WaitingHistories(Histories):
    """The same tickets on two limits that overlap, of which people also wait for some."""

    @initialize(crowd=st.lists(st.tuples(buyers, st.integers(0, 2), few), min_size=1, max_size=5))
    def open_the_house(self, crowd) -> None:
        """All is sold to two buyers, and some wait."""
        super().open_the_house()
        self.known_to_the_runner = False
        for who, tickets in enumerate([(3, 0, 1), (2, 0, 2)]):
            for what, quantity in enumerate(tickets):
                if quantity:
                    self.add(who, what, quantity)
            self.go_to_pay(who)
            self.money_comes_in_time_or_late(who)
        for who, what, quantity in crowd:
            self.wait(who, what, quantity)
        self.do_all_work()

    @rule(who=buyers, what=st.integers(0, 2), quantity=few)
    def wait(self, who, what, quantity) -> None:
        address = f"buyer{who}@example.org"
        with contextlib.suppress(CannotWait):
            entry = operations.join(
                offer_key=self.tickets[what].key, quantity=quantity, address=address, user=GUEST, language="en",
                at=self.at,
            )  # fmt: skip
            operations.confirm(secret=entry.secret, at=self.at)
            self.known_to_the_runner = False  # something may be free that nobody had to wait for before

    @rule(who=buyers, which=which_entry)
    def take(self, who, which) -> None:
        if entry := self.entry(which):
            with contextlib.suppress(OfferIsOver, NotForSale, Unavailable):
                self.owners[who] = operations.take(
                    secret=entry.secret, owner=self.owners[who], currency="EUR", at=self.at
                )

    @rule(which=which_entry, what=st.sampled_from([operations.decline, operations.leave, operations.remove]))
    def say_no(self, which, what) -> None:
        if entry := self.entry(which):
            what(secret=entry.secret, at=self.at)
            what(secret=entry.secret, at=self.at)

    @rule(which=st.integers(0, 1), size=st.integers(1, 7))
    def there_are_other_many(self, which, size) -> None:
        quota = Quota.objects.get(pk=self.quotas[which])
        with contextlib.suppress(TooFewPlaces):
            set_quota(quota.key, size=size, offers=quota.offers.all())

    @rule()
    def the_runner_is_killed_at_it(self) -> None:
        for job in asked_to_serve():
            with transaction.atomic():
                serve(quota_id=job.payload["quota_id"], at=self.at)
                transaction.set_rollback(True)

    @rule()
    def the_runner_is_killed_before_it_says_so(self) -> None:
        for job in asked_to_serve():
            serve(quota_id=job.payload["quota_id"], at=self.at)

    @rule()
    def time_ends_offers_and_the_rest_is_cut_off(self) -> None:
        operations.let_lapse(at=self.at)

    @rule(days=st.sampled_from([0, 1, 2]))
    def the_runner_does_it_all(self, days) -> None:
        self.at += timedelta(days=days)
        release_ended_holds(at=self.at)
        self.do_all_work()

    def do_all_work(self) -> None:
        operations.let_lapse(at=self.at)
        serve_all(at=self.at)
        for quota_id in waited_for():
            serve(quota_id=quota_id, at=self.at)
        self.known_to_the_runner = True
        assert not Quota.objects.filter(pk__in=self.quotas).exclude(set_aside=0).exists()
        self.what_is_free_waits_for_nobody()

    @invariant()
    def what_is_free_waits_for_nobody(self) -> None:
        """Nobody in line could have what is open to all, whether the runner has come by or not."""
        if not getattr(self, "known_to_the_runner", False):
            return
        for entry in self.entries().in_line().select_related("offer"):
            quotas = list(entry.offer.quotas.all())
            assert any(quota.left < entry.quantity for quota in quotas)

    @invariant()
    def each_is_offered_once_and_has_what_is_offered(self) -> None:
        if not hasattr(self, "tickets"):
            return
        live = list(self.entries().live().values_list("offer", "address"))
        assert len(live) == len(set(live))
        for entry in self.entries():
            kept = Hold.objects.filter(kept_for=entry.pk, state=Hold.State.KEPT)
            offered = entry.state == Waiting.State.OFFERED
            assert {row.quota_id: row.quantity for row in kept} == (
                {quota.pk: entry.quantity for quota in entry.offer.quotas.all()} if offered else {}
            )
            told = Job.objects.filter(kind="waiting.tell_offer", key=f"waiting-offer:{entry.pk}")
            assert told.count() == (entry.offered_at is not None)

    def teardown(self) -> None:
        """Whatever happened: when nobody pays, asks or answers any more, all that is not sold is free."""
        if not hasattr(self, "at"):
            return
        for order in self.everyone():
            give_up(order, state=Order.State.EXPIRED, at=self.at)
        self.at += timedelta(days=30)
        for entry in self.entries().live():
            operations.leave(secret=entry.secret, at=self.at)
        release_ended_holds(at=self.at)
        serve_all(at=self.at)
        for quota in Quota.objects.filter(pk__in=getattr(self, "quotas", [])):
            sold = Hold.objects.filter(quota=quota, state=Hold.State.SOLD).values_list("quantity", flat=True)
            assert quota.left == quota.size - sum(sold)
        super().teardown()

    def entries(self):
        return Waiting.objects.filter(offer__in=getattr(self, "tickets", []))

    def entry(self, which) -> Waiting | None:
        entries = list(self.entries().live())
        return entries[which % len(entries)] if entries else None


def run(histories: int, steps: int) -> None:
    how = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(WaitingHistories, settings=how)


@pytest.mark.thorough
@pytest.mark.django_db
def test_no_history_loses_a_place_or_forgets_who_waits():
    run(histories=20, steps=30)


@pytest.mark.prove
@pytest.mark.django_db
def test_no_long_history_loses_a_place_or_forgets_who_waits():
    run(histories=30, steps=50)
