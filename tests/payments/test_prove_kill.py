"""Web server and runner are killed at random points of twenty purchases; each ends in one fulfilled order.

Three in ten also die in the moment when the supplier has done what they asked and they have not heard of it. Where an
attempt's idempotency key is taken away the same run must show second sessions: that proves that it would see them.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from messaging.models import Message
from outbox import registry, runner
from outbox.models import Job
from shop.cart.models import CartLine
from shop.fulfilment.models import Fulfilment
from shop.orders.models import Order
from shop.payments.books import differences
from shop.payments.models import LedgerEntry, Payment, Refund
from shop.payments.reconciling import reconcile
from tests.contracts.goods.models import Walker
from tests.factories.shop import make_walk
from tests.payments.house import House, free_port

PURCHASES = 20
PATIENCE_SECONDS = 90
PLANS = ["at_once", "twice", "never"]

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(settings, monkeypatch):
    house = House(free_port())
    settings.PUBLIC_URL = f"http://127.0.0.1:{house.port}"
    # Work whose worker was killed is taken up after seconds, not minutes.
    quick = {kind: replace(handler, lease=timedelta(seconds=4)) for kind, handler in registry.handlers.items()}
    monkeypatch.setattr(registry, "handlers", quick)
    monkeypatch.setattr(registry, "recurring", {})
    monkeypatch.setattr(runner, "FIRST_PAUSE", timedelta(milliseconds=500))
    yield house
    house.close()


def test_row_01_row_20_row_21_each_purchase_ends_in_one_fulfilled_order_though_processes_are_killed(house, settings):
    settings.SHOP_PAYMENT_GATEWAY = "tests.payments.suppliers.FarGateway"

    run_purchases(house, seed=7)

    assert what_is_wrong() == []
    assert min(house.kills.values()) >= PURCHASES // 4, "too little was killed to prove anything"


def test_without_the_key_the_same_run_opens_second_sessions(house, settings):
    settings.SHOP_PAYMENT_GATEWAY = "tests.payments.suppliers.KeylessGateway"

    run_purchases(house, seed=7)

    assert [wrong for wrong in what_is_wrong() if "sessions at the supplier" in wrong]


def run_purchases(house: House, *, seed: int) -> None:
    random.seed(seed)
    house.open()
    for number in range(PURCHASES):
        Buyer(house, make_walk(f"Walk {number}", places=9), email=f"buyer{number}@example.org").buys()
    house.open()
    wait_until_everything_is_fulfilled(house)


class Buyer:
    """Somebody who tries again when the page does not load."""

    def __init__(self, house: House, walk, *, email: str) -> None:
        self.house, self.walk, self.email = house, walk, email
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.browser.headers["Origin"] = self.address("")

    def buys(self) -> None:
        self.does("POST", "/en/cart/add/", {"offer": self.walk.key})
        said = {"email": self.email, "name": "Buyer", "country": "DE", "accept_terms": "on", "accept_boots": "on"}
        self.does("GET", "/en/checkout/")
        self.does("POST", "/en/checkout/", said)
        line = CartLine.objects.filter(offer=self.walk).latest("id")  # an unanswered request may have left another cart
        self.does("POST", "/en/checkout/questions/walkers/", {f"walker_{line.pk}_0": self.email})
        page = self.is_led_to_the_page()
        paying.pay(page.rstrip("/").split("/")[-1], plan=random.choice(PLANS))
        if random.random() < 0.5:
            order = Order.objects.get(email=self.email)
            self.does("GET", f"/en/checkout/{order.secret}/", patient=False)

    def is_led_to_the_page(self) -> str:
        """Pressing the button until the supplier's page opens."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            answer = self.does("POST", "/en/checkout/review/", {"total": 7900, "currency": "EUR"}, danger=0.6)
            if answer.status_code == 303:
                return answer.headers["Location"]
        raise AssertionError(f"{self.email} never came to the payment page: {answer.status_code}")

    def does(self, method: str, path: str, form: dict | None = None, *, danger: float = 0.2, patient: bool = True):
        """One request, during which a process may die; repeated until it is answered."""
        timers = []
        if random.random() < 0.2:
            timers.append(self.house.kill_soon("web", within=danger))
        if random.random() < 0.2:
            timers.append(self.house.kill_soon("runner", within=danger))
        end = time.monotonic() + PATIENCE_SECONDS
        try:
            while time.monotonic() < end:
                try:
                    return self.asks(method, path, form)
                except requests.ConnectionError:
                    self.house.open()
                    time.sleep(0.1)
                    if not patient:
                        return None
            raise AssertionError(f"{method} {path} was never answered")
        finally:
            for timer in timers:
                timer.join()
            self.house.open()

    def asks(self, method: str, path: str, form: dict | None) -> requests.Response:
        token = {"csrfmiddlewaretoken": self.browser.cookies.get("csrftoken", "")}
        answer = self.browser.request(
            method, self.address(path), data=form and form | token, allow_redirects=False, timeout=30
        )
        if "Content-Length" not in answer.headers:
            # Killed while it answered: what reads like a whole answer has lost its last headers, cookies among them.
            raise requests.ConnectionError
        assert answer.status_code < 400 or answer.status_code == 409, f"{method} {path}: {answer.status_code}"
        return answer

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.house.port}{path}"


def wait_until_everything_is_fulfilled(house: House) -> None:
    """What messages do not end, the reconciler does: it is run as if its next time had come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        reconcile(at=timezone.now() + timedelta(minutes=3))
        open_work = Job.objects.filter(state=Job.State.READY, due__lt=timezone.now() + timedelta(minutes=5))
        if not open_work.exists() and Fulfilment.objects.filter(state="granted").count() >= PURCHASES:
            return
        house.open()
        time.sleep(0.5)
    raise AssertionError(f"Not done: {list(open_work.values_list('kind', 'last_error'))}")


def what_is_wrong() -> list[str]:
    """Everything that is not exactly once, in sentences."""
    orders = dict(Order.objects.values_list("number", "state"))
    sessions = Counter(
        row.body["client_reference_id"] for row in Record.objects.filter(kind="checkout.session").order_by("id")
    )
    letters = Counter(Message.objects.filter(kind="order_confirmation").values_list("to", flat=True))
    counted = {
        "orders": Order.objects.count(),
        "paid attempts": Payment.objects.filter(state="paid").count(),
        "charges in the ledger": LedgerEntry.objects.filter(kind="charge", amount=7900).count(),
        "other movements in the ledger": LedgerEntry.objects.exclude(kind="fee").count(),
        "fees in the ledger": LedgerEntry.objects.filter(kind="fee").count(),
        "goods handed over": Fulfilment.objects.filter(state="granted").count(),
        "walkers": Walker.objects.count(),
        "letters": sum(letters.values()),
        "buyers with letters": len(letters),
    }
    wrong = [f"{count} {what}" for what, count in counted.items() if count != PURCHASES]
    wrong += [f"order {number} is {state}" for number, state in orders.items() if state != Order.State.PAID]
    wrong += [f"order {number} has {count} sessions at the supplier" for number, count in sessions.items() if count > 1]
    wrong += differences(at=timezone.now() + timedelta(hours=2))  # to the cent, by the supplier's own words
    return wrong + [f"{refund.key} went back" for refund in Refund.objects.all()]
