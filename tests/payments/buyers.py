"""Buyers who try again when the page does not load, and a forger who tells the shop what Stripe did not say."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass, field

import requests
import stripe
from django.conf import settings

from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from integrations.stripe.standin.deliveries import WEBHOOK, Plan, signature
from shop.cart.models import CartLine
from shop.contract import Offer
from shop.orders.models import Order

PATIENCE_SECONDS = 90
PLANS = [Plan.AT_ONCE, Plan.TWICE, Plan.LATE, Plan.REVERSED, Plan.NEVER]
AN_HOUR = 3600
TOKEN = "t" * 32  # against forged forms: one that a browser shows twice, in its cookie and in the form


@dataclass
class Line:
    """The network between somebody and the shop, which is repeated until it is answered."""

    port: int
    browser: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.browser.trust_env = False
        self.browser.headers["Origin"] = self.address("")
        # Whoever was here before has it already; to ask for it anew would make each purchase a third longer.
        self.browser.cookies.set("csrftoken", TOKEN)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asks(self, method: str, path: str, data=None, **headers: str) -> requests.Response:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                return self._once(method, path, data, headers)
            # In the middle of an answer, too, the shop may be killed.
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError):
                time.sleep(0.05)
        raise AssertionError(f"{method} {path} was never answered")

    def _once(self, method: str, path: str, data, headers: dict) -> requests.Response:
        answer = self.browser.request(
            method, self.address(path), data=data, headers=headers, allow_redirects=False, timeout=30
        )
        if "Content-Length" not in answer.headers and answer.status_code != 204:
            # Killed while it answered: what reads like a whole answer has lost its last headers, cookies among them.
            raise requests.ConnectionError
        return answer


class Buyer:
    """Somebody who buys one thing, and whose payment is told to the shop in one way or another."""

    def __init__(self, port: int, offer: Offer, *, email: str, amount: int, seed: str) -> None:
        self.line, self.offer, self.email, self.amount = Line(port), offer, email, amount
        self.chance = random.Random(seed)

    def buys(self) -> None:
        self.does("POST", "/en/cart/add/", {"offer": self.offer.key})
        said = {"email": self.email, "name": "Buyer", "country": "DE", "accept_terms": "on", "accept_boots": "on"}
        self.does("POST", "/en/checkout/", said)
        # An unanswered request may have left another cart.
        line = CartLine.objects.filter(offer=self.offer).latest("id")
        self.does("POST", "/en/checkout/questions/walkers/", {f"walker_{line.pk}_0": self.email})
        session = self.is_led_to_the_page().rstrip("/").split("/")[-1]
        paying.pay(session, plan=self.chance.choice(PLANS))
        if self.chance.random() < 0.5:
            self.does("GET", f"/en/checkout/{Order.objects.get(email=self.email).secret}/")
        if self.chance.random() < 0.5:
            self.is_told_once_more(session)

    def is_led_to_the_page(self) -> str:
        """Pressing the button until the supplier's page opens."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            answer = self.does("POST", "/en/checkout/review/", {"total": self.amount, "currency": "EUR"})
            if answer.status_code == 303:
                return answer.headers["Location"]
        raise AssertionError(f"{self.email} never came to the payment page: {answer.status_code}")

    def is_told_once_more(self, session: str) -> None:
        """Stripe repeats itself, while its first telling may be on its way."""
        event = Record.objects.get(kind="event", parent=session, body__type="checkout.session.completed")
        body = json.dumps(event.body, indent=2).encode()
        answer = self.line.asks("POST", WEBHOOK, body, **{"Stripe-Signature": signature(body)})
        assert answer.status_code == 204, f"A true event was answered with {answer.status_code}"

    def does(self, method: str, path: str, form: dict | None = None) -> requests.Response:
        answer = self.line.asks(method, path, form and form | {"csrfmiddlewaretoken": TOKEN})
        assert answer.status_code < 400 or answer.status_code == 409, f"{method} {path}: {answer.status_code}"
        return answer


class Forger:
    """Tells the shop of money that never came, in every way that is not Stripe's."""

    def __init__(self, port: int, *, seed: str) -> None:
        self.line, self.chance = Line(port), random.Random(seed)
        self.answers: list[tuple[str, int]] = []

    def forges(self) -> None:
        """One forgery of each kind, about a session that the shop knows."""
        known = Record.objects.filter(kind="checkout.session").order_by("?").first()
        if known is None:
            return
        for kind, (body, header) in self.forgeries(known).items():
            answer = self.line.asks("POST", WEBHOOK, body, **{"Stripe-Signature": header})
            self.answers.append((kind, answer.status_code))

    def forgeries(self, session: Record) -> dict[str, tuple[bytes, str]]:
        number, now = self.chance.getrandbits(64), int(time.time())
        lie = {**session.body, "status": "complete", "payment_status": "paid"}
        told = {"object": "event", "type": "checkout.session.completed", "livemode": False, "data": {"object": lie}}
        bodies = {
            kind: json.dumps({**told, "id": f"evt_forged_{kind}_{number}"}).encode()
            for kind in ("secret", "body", "stamp")
        }
        ours = settings.STRIPE_WEBHOOK_SECRETS[0]
        return {
            "another secret": (bodies["secret"], _signature(bodies["secret"], "whsec_forged", now)),
            "an altered body": (bodies["body"], _signature(bodies["body"] + b" ", ours, now)),
            "an old time stamp": (bodies["stamp"], _signature(bodies["stamp"], ours, now - AN_HOUR)),
        }


def _signature(body: bytes, secret: str, at: int) -> str:
    return stripe.WebhookSignature.generate_signature_header(body.decode(), secret, at)
