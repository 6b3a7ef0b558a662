"""Purchases while processes are killed and webhooks come doubled, late, in the wrong order, forged, or never.

Each payment ends in one fulfilled order, no forgery is believed, and the ledger is what the supplier charged, to the
cent. The same run without one of the guards must fail: that proves that it would see it.

What happens is chance from a seed that is printed; FIRE_SEED=n throws the same dice again.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, models
from django.utils import timezone

from integrations.stripe import webhook
from integrations.stripe.models import Record
from integrations.stripe.standin import deliveries
from messaging.models import Message
from outbox import registry, runner
from outbox.models import Job
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments import settling
from shop.payments.books import differences
from shop.payments.models import LedgerEntry, Payment, Refund, SupplierEvent
from shop.payments.reconciling import reconcile
from tests.contracts.goods.models import Walker
from tests.factories.shop import make_walk
from tests.payments.buyers import Buyer, Forger
from tests.payments.house import House, free_port

AT_ONCE = 5  # buyers
FEW = 6  # purchases that show what is missing where a guard is
LEASE = timedelta(seconds=8)  # work whose worker was killed is taken up after seconds, not minutes
PATIENCE_SECONDS = 90
SEED = int(os.environ.get("FIRE_SEED") or random.SystemRandom().randrange(10**6))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fire(settings, monkeypatch, tmp_path):
    settings.SHOP_PAYMENT_GATEWAY = "tests.payments.suppliers.FarGateway"
    monkeypatch.setattr(registry, "recurring", {})
    monkeypatch.setattr(runner, "FIRST_PAUSE", timedelta(milliseconds=500))
    monkeypatch.setattr(deliveries, "LATE", timedelta(seconds=4))
    monkeypatch.setattr(deliveries, "BETWEEN", timedelta(seconds=1))
    port = free_port()
    settings.PUBLIC_URL = f"http://127.0.0.1:{port}"
    fire = Fire(House(port, seed=SEED), diary=tmp_path / "diary")
    handlers = {kind: fire.watched(handler) for kind, handler in registry.handlers.items()}
    monkeypatch.setattr(registry, "handlers", handlers)
    print(f"FIRE_SEED={SEED}")
    yield fire
    fire.house.close()


def few() -> int:
    """SQLite lets one writer in at a time."""
    return 20 if connection.vendor == "postgresql" else 8


@pytest.mark.parametrize(
    "purchases",
    [
        pytest.param(few, marks=pytest.mark.thorough, id="few"),
        pytest.param(lambda: 200, marks=pytest.mark.prove, id="many"),
    ],
)
def test_row_01_row_20_row_21_each_payment_ends_in_one_fulfilled_order_whatever_is_killed_or_forged(fire, purchases):
    fire.burn(purchases())

    assert fire.what_is_wrong() == [], f"FIRE_SEED={SEED}"
    assert min(fire.house.deaths.values()) >= fire.purchases // 20, "too little was killed to prove anything"
    assert len(fire.forgers_answers) >= 3 * fire.purchases


def without_a_key_of_the_attempt(settings, monkeypatch) -> None:
    settings.SHOP_PAYMENT_GATEWAY = "tests.payments.suppliers.KeylessGateway"


def without_a_signature(settings, monkeypatch) -> None:
    monkeypatch.setattr(webhook, "_signed", lambda *_: True)


def without_a_look_at_what_was_settled(settings, monkeypatch) -> None:
    """Nor the database's own rule, which would keep the money even then."""
    monkeypatch.setattr(settling, "SETTLED", ())
    once = next(one for one in LedgerEntry._meta.constraints if one.name == "one_entry_per_movement")
    with connection.schema_editor() as editor:
        editor.remove_constraint(LedgerEntry, once)


def without_leases(settings, monkeypatch) -> None:
    monkeypatch.setattr(registry, "handlers", leased_for(timedelta()))


def without_an_end_of_leases(settings, monkeypatch) -> None:
    monkeypatch.setattr(registry, "handlers", leased_for(timedelta(days=1)))


def leased_for(lease: timedelta) -> dict[str, registry.Handler]:
    return {kind: replace(handler, lease=lease) for kind, handler in registry.handlers.items()}


WITHOUT = {
    "a_key_of_the_attempt": (without_a_key_of_the_attempt, "sessions at the supplier"),
    "a_signature": (without_a_signature, "forged events were believed"),
    "a_look_at_what_was_settled": (without_a_look_at_what_was_settled, "went back"),
    "leases": (without_leases, "was done by two at once"),
    "an_end_of_leases": (without_an_end_of_leases, "never ended"),
}


@pytest.mark.prove
@pytest.mark.parametrize(("leave_out", "what_it_costs"), WITHOUT.values(), ids=WITHOUT)
def test_the_same_run_fails_without(fire, settings, monkeypatch, leave_out, what_it_costs):
    leave_out(settings, monkeypatch)

    fire.burn(FEW, patience=20)

    assert [wrong for wrong in fire.what_is_wrong() if what_it_costs in wrong], f"FIRE_SEED={SEED}"


class Fire:
    """One run: buyers who buy at the same time, and what came of it."""

    def __init__(self, house: House, *, diary: Path) -> None:
        self.house, self.diary = house, diary
        self.purchases = 0
        self.owed = 0  # minor units
        self.forgers_answers: list[tuple[str, int]] = []

    def burn(self, purchases: int, *, patience: float = PATIENCE_SECONDS) -> None:
        self.purchases, prices = purchases, random.Random(SEED)
        buyers = []
        for number in range(purchases):
            amount = prices.randrange(100, 100_000)
            offer, email = make_walk(f"Walk {number}", amount=amount, places=9), f"buyer{number}@example.org"
            buyers.append(Buyer(self.house.port, offer, email=email, amount=amount, seed=f"{SEED}:{number}"))
            self.owed += amount
        self.house.open()
        with ThreadPoolExecutor(AT_ONCE) as at_once:
            list(at_once.map(self._purchase, buyers))  # raises what a buyer raised
        self.house.make_peace()
        self._wait(patience)

    def _purchase(self, buyer: Buyer) -> None:
        forger = Forger(self.house.port, seed=buyer.email)
        try:
            buyer.buys()
            forger.forges()
            self.forgers_answers += forger.answers
        finally:
            connections.close_all()

    def _wait(self, patience: float) -> None:
        """What messages do not end, the reconciler does: it is run as if its next time had come."""
        end = time.monotonic() + patience
        while time.monotonic() < end and unfinished().exists():
            time.sleep(0.5)
        reconcile(at=timezone.now() + timedelta(minutes=3))
        while time.monotonic() < end and unfinished().exists():
            time.sleep(0.5)

    def watched(self, handler: registry.Handler) -> registry.Handler:
        """The same work, with a diary of who began it and who came to its end."""

        def do(**payload) -> None:
            what = json.dumps([handler.kind, payload], sort_keys=True)
            self._note("begins", what)
            handler.do(**payload)
            self._note("ends", what)

        return replace(handler, do=do, lease=LEASE)

    def _note(self, moment: str, what: str) -> None:
        with self.diary.open("a") as diary:  # one line is one write, which no other process cuts in two
            diary.write(f"{moment} {os.getpid()} {what}\n")

    def what_is_wrong(self) -> list[str]:
        """Everything that is not exactly once, in sentences."""
        return [*self._miscounted(), *self._money(), *self._forged(), *self._unfinished(), *self._at_once()]

    def _miscounted(self) -> list[str]:
        letters = Counter(Message.objects.filter(kind="order_confirmation").values_list("to", flat=True))
        counted = {
            "orders": Order.objects.count(),
            "paid orders": Order.objects.filter(state=Order.State.PAID).count(),
            "paid attempts": Payment.objects.filter(state="paid").count(),
            "charges in the ledger": LedgerEntry.objects.filter(kind="charge").count(),
            "fees in the ledger": LedgerEntry.objects.filter(kind="fee").count(),
            "movements in the ledger": LedgerEntry.objects.exclude(kind="fee").count(),
            "goods handed over": Fulfilment.objects.filter(state="granted").count(),
            "walkers": Walker.objects.count(),
            "letters": sum(letters.values()),
            "buyers with letters": len(letters),
        }
        return [f"{count} {what}" for what, count in counted.items() if count != self.purchases]

    def _money(self) -> list[str]:
        charged = sum(row.body["amount"] for row in Record.objects.filter(kind="charge") if row.body["paid"])
        booked = LedgerEntry.objects.filter(kind="charge").aggregate(all=models.Sum("amount"))["all"] or 0
        sums = [] if booked == charged == self.owed else [f"{booked} booked, {charged} charged, {self.owed} owed"]
        sessions = Counter(row.body["client_reference_id"] for row in Record.objects.filter(kind="checkout.session"))
        return [
            *sums,
            *differences(at=timezone.now() + timedelta(hours=2)),  # movement by movement, by the supplier's own words
            *(f"order {order} has {count} sessions at the supplier" for order, count in sessions.items() if count > 1),
            *(f"{refund.key} went back" for refund in Refund.objects.all()),
        ]

    def _forged(self) -> list[str]:
        accepted = [f"{kind} was answered with {status}" for kind, status in self.forgers_answers if status != 400]
        true = set(Record.objects.filter(kind="event").values_list("key", flat=True))
        believed = set(SupplierEvent.objects.values_list("event_id", flat=True)) - true
        return [*accepted, *([f"{len(believed)} forged events were believed"] if believed else [])]

    def _unfinished(self) -> list[str]:
        jobs = Job.objects.filter(models.Q(state=Job.State.DEAD) | models.Q(pk__in=unfinished()))
        unread = SupplierEvent.objects.filter(processed_at=None).count()
        return [
            *(f"{job.kind} {job.key} never ended: {job.last_error}" for job in jobs),
            *([f"{unread} events were never acted on"] if unread else []),
        ]

    def _at_once(self) -> list[str]:
        """Work that somebody began while another was at it, who came to the end of it as well."""
        under_way: dict[str, set[str]] = {}
        overtaken: set[tuple[str, str]] = set()
        wrong = []
        for line in self.diary.read_text().splitlines():
            moment, worker, what = line.split(" ", 2)
            others = under_way.setdefault(what, set())
            if moment == "begins":
                overtaken |= {(other, what) for other in others - {worker}}
                others.add(worker)
            else:
                others.discard(worker)
                wrong += [f"{what} was done by two at once"] if (worker, what) in overtaken else []
        return wrong


def unfinished() -> models.QuerySet[Job]:
    """Work that should be over by now, and is not."""
    return Job.objects.filter(state=Job.State.READY, due__lt=timezone.now() + timedelta(minutes=5))
