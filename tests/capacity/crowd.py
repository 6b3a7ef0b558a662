"""A crowd that wants more places than there are: over HTTP, from several processes, while web processes are killed.

Some take what is left, some leave their cart, some pay in time, late, or for an order that was given up meanwhile.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import requests
from django.db import connection, connections, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from integrations.stripe.standin import paying
from shop.capacity.models import Hold, Quota
from shop.capacity.recounting import differing
from shop.cart.tasks import release_ended_holds
from shop.contract import Offer
from shop.orders.models import Order, OrderLine
from shop.orders.operations import UNPAID, give_up
from shop.payments.models import Payment, Refund
from shop.payments.operations import settle
from shop.payments.reconciling import reconcile
from tests.capacity.house import OwnHouse

BUYERS_AT_ONCE = 4  # processes
TRIES = 6
PATIENCE_SECONDS = 120
PLANS = ["at_once", "twice", "never"]
ALL_OVER = timedelta(hours=2)


@dataclass
class Crowd:
    """So many buyers, of whom each wants one to three places of one of these tickets."""

    houses: list[OwnHouse]
    tickets: list[Offer]
    buyers: int
    seed: int
    kill_each: float = 1.0  # seconds
    wrong: list[str] = field(default_factory=list)
    tried: int = 0

    def comes(self) -> None:
        """Until each has what they wanted or has given up; then what nobody took is sold to whoever insists."""
        said = multiprocessing.get_context("fork").SimpleQueue()
        self.open()
        connections.close_all()  # a child must not share a socket with us
        share = -(-self.buyers // BUYERS_AT_ONCE)
        clients = [
            multiprocessing.get_context("fork").Process(target=self._come, args=(number, share, said), daemon=True)
            for number in range(BUYERS_AT_ONCE)
        ]
        for client in clients:
            client.start()
        self._watch(clients)
        while not said.empty():
            self.wrong += said.get()
        self._end_all()
        self._sell_the_rest()
        self._end_all()

    def open(self) -> None:
        for house in self.houses:
            house.open()

    @property
    def kills(self) -> int:
        return sum(house.kills["web"] for house in self.houses)

    def _come(self, number: int, share: int, said) -> None:
        random.seed(f"{self.seed} {number}")
        wrong = []
        try:
            for buyer in range(share):
                wrong += Buyer(self, f"buyer{number}-{buyer}@example.org").buys()
        except Exception as error:
            wrong.append(repr(error))
        connections.close_all()
        said.put(wrong)

    def _watch(self, clients: list) -> None:
        """What happens meanwhile: time runs out for carts and pages, web processes die, and somebody counts."""
        random.seed(self.seed)
        round_, last_kill = 0, time.monotonic()
        while any(client.is_alive() for client in clients):
            round_ += 1
            self.wrong += too_many()
            if round_ % 4 == 0:
                release_ended_holds(at=timezone.now() + timedelta(minutes=21))
            if round_ % 10 == 0:
                let_pages_run_out()
            if time.monotonic() - last_kill > self.kill_each:
                random.choice(self.houses).kill("web")
                self.open()
                last_kill = time.monotonic()
            time.sleep(0.1)

    def _end_all(self) -> None:
        """Whatever is open comes to its end, as it would in the next hours."""
        self.open()
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            reconcile(at=timezone.now() + ALL_OVER)
            release_ended_holds(at=timezone.now() + 2 * ALL_OVER)
            if not Order.objects.filter(state__in=UNPAID).exists() and not Hold.objects.filter(state="held").exists():
                return
            time.sleep(0.2)
        self.wrong.append("what was open never ended")

    def _sell_the_rest(self) -> None:
        number = 0
        for ticket in self.tickets:
            while all(quota.left > 0 for quota in Quota.objects.filter(offers=ticket)):
                number += 1
                self.wrong += Buyer(self, f"last{number}@example.org").insists_on(ticket)


class Buyer:
    """Somebody who tries again when a page does not load, and may leave at any step."""

    def __init__(self, crowd: Crowd, email: str) -> None:
        self.crowd, self.email = crowd, email
        self.wrong: list[str] = []
        self.may_leave = True
        self.browser = requests.Session()
        self.browser.trust_env = False

    def buys(self) -> list[str]:
        """Tries until they have places, have left, or have lost patience; returns what went wrong."""
        for _ in range(TRIES):
            ticket, wanted = random.choice(self.crowd.tickets), random.choice([1, 1, 2, 3])
            if not self.puts(ticket, wanted):
                if self.read == "Sold out":
                    break
                time.sleep(random.uniform(0, 0.2))
            elif random.random() < 0.15:
                break  # leaves a full cart behind
            elif self.pays(late=random.random() < 0.15):
                break
            self.browser.cookies.clear()
        return self.wrong

    def insists_on(self, ticket: Offer) -> list[str]:
        self.may_leave = False
        for _ in range(TRIES):
            if self.puts(ticket, 1) and self.pays(late=False):
                return self.wrong
        return [*self.wrong, f"{self.email} could not buy the last place of {ticket.key}"]

    def puts(self, ticket: Offer, wanted: int) -> bool:
        """So many into the cart, or what is left of them."""
        answer = self.asks("/api/cart/add", {"offer": ticket.key, "quantity": wanted})
        left = answer.json().get("may_have") if answer.status_code == 409 else 0
        if left:
            answer = self.asks("/api/cart/add", {"offer": ticket.key, "quantity": left})
        self.read = answer.json().get("detail")
        return answer.status_code == 200

    def pays(self, *, late: bool) -> bool:
        """Whether they are done: their money has left them, or they have left."""
        answer = self.asks("/api/checkout/create-session", {"email": self.email, "accepted": ["terms"]})
        if answer.status_code != 200:
            return False
        session = answer.json()["id"]
        if self.may_leave and random.random() < 0.3:
            return True  # leaves the supplier's page open
        with suppress(paying.NotOpen):
            paying.pay(session, plan="never" if late else random.choice(PLANS))
            if late:
                self.is_forgotten(session)
            settle(session_id=session, at=timezone.now())
            return True
        return False

    def is_forgotten(self, session: str) -> None:
        """The order was given up here before anybody heard of the money; its places go to others."""
        with transaction.atomic():
            order = Order.objects.select_for_update().get(payments__session_id=session)
            give_up(order, state=Order.State.EXPIRED, at=timezone.now())
        release_ended_holds(at=timezone.now())
        time.sleep(random.uniform(0.2, 1))

    def asks(self, path: str, said: dict) -> requests.Response:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            port = random.choice(self.crowd.houses).port
            with suppress(requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                answer = self.browser.post(f"http://127.0.0.1:{port}{path}", json=said, timeout=60)
                if answer.status_code >= 500 and answer.status_code != 503:
                    self.wrong.append(f"{path}: {answer.status_code}")
                if "Content-Length" in answer.headers:  # else it was killed while it answered
                    return answer
            time.sleep(0.05)
        raise AssertionError(f"{path} was never answered")


def too_many() -> list[str]:
    """Quotas of which more is held and sold than there is at this moment, by counter and by rows."""
    had = Q(holds__state__in=["held", "kept", "sold"])
    counted = Quota.objects.annotate(rows=Sum("holds__quantity", filter=had, default=0))
    return [
        f"{quota.key}: {quota.taken} counted, {quota.rows} in rows, of {quota.size}"
        for quota in counted
        if max(quota.taken, quota.rows) > quota.size
    ]


def let_pages_run_out() -> None:
    """A few open pages end at the supplier, and with them their orders; unless somebody is just paying there."""
    for payment in Payment.objects.filter(state=Payment.State.OPEN).order_by("?")[:3]:
        with suppress(paying.NotOpen):
            paying.let_run_out(payment.session_id)
        settle(session_id=payment.session_id, at=timezone.now() + ALL_OVER)


def deadlocks() -> int:
    """How many this database has seen; SQLite knows none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def what_is_wrong() -> list[str]:
    """Whatever does not add up when all is over, in sentences."""
    wrong = too_many()
    wrong += [f"{quota.key}: the counter says {quota.taken}, the rows {quota.counted}" for quota in differing()]
    for quota in Quota.objects.all():
        paid = OrderLine.objects.filter(offer__quotas=quota, order__state=Order.State.PAID)
        sold = paid.aggregate(places=Sum("quantity", default=0))["places"]
        if sold != quota.taken:
            wrong.append(f"{quota.key}: {sold} places are paid, {quota.taken} are taken")
        if sold > quota.size:
            wrong.append(f"{quota.key}: {sold} of {quota.size} places are sold")
        if all(each.left for each in Quota.objects.filter(offers__in=quota.offers.all())):
            wrong.append(f"{quota.key}: {quota.left} places were not sold")
    returned = Payment.objects.filter(state=Payment.State.RETURNED)
    if returned.count() != Refund.objects.filter(payment__in=returned, amount__gt=0).count():
        wrong.append("money that was not kept did not go back")
    return wrong
