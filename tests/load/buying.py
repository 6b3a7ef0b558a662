"""The second half of `make bench`: what is bought, told and asked by programs, each beside its target.

gunicorn with two processes of four threads, PostgreSQL and Redis as DATABASE_URL and REDIS_URL name them, the
supplier's stand-in in the same processes, everything on one machine; whoever asks is on it as well.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlencode

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.load.settings"

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()

from integrations.stripe.standin.deliveries import WEBHOOK, signature  # noqa: E402
from shop.orders.models import Order  # noqa: E402
from tests.databases import TestDatabase  # noqa: E402
from tests.factories.courses import make_course  # noqa: E402
from tests.factories.shop import make_postcard  # noqa: E402
from tests.journeys.running import ROOT, free_port  # noqa: E402
from tests.load.asking import SECONDS, alone, ask, form_headers, ms, together  # noqa: E402
from tests.load.hot_event import hot_event  # noqa: E402
from tests.load.writing import measured_on, write_down  # noqa: E402

TOKEN = "t" * 32
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
_numbers = count(1)


def main() -> int:
    database = TestDatabase()
    database.open()
    try:
        for number in range(24):
            make_course(f"Course {number}")
        card = make_postcard()
        os.environ["LOAD_DATABASE"] = connection.settings_dict["NAME"]
        with gunicorn() as port:
            lines = [
                *webhooks(port),
                *adding(port, card.key),
                *checkouts(port, card.key),
                *hot_event(port),
                *programs(port, card.key),
                *statements(card.key),
            ]
    finally:
        database.close()
    columns = ["what", "measured", "target"]
    head = measured_on(f"{connection.vendor}, {'Redis' if os.environ.get('REDIS_URL') else 'cache in the database'}")
    report = "\n".join([head, "", *("| " + " | ".join(row) + " |" for row in [columns, ["---"] * 3, *lines])])
    print(report)
    write_down(report, begin="<!-- buying -->", end="<!-- /buying -->")
    return 0


@contextmanager
def gunicorn():
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket", "--log-level", "warning", "--pythonpath", f"{ROOT}/site,{ROOT}"]
    server = subprocess.Popen([*command, "storefront.wsgi:application"], cwd=ROOT, env=os.environ)
    try:
        for _ in range(300):
            try:
                ask(HTTPConnection("127.0.0.1", port, timeout=60), "GET", "/en/cart/")
                break
            except OSError:
                time.sleep(0.1)
        for _ in range(8):  # each process reads its templates once
            ask(HTTPConnection("127.0.0.1", port, timeout=60), "GET", "/en/cart/")
        yield port
    finally:
        server.terminate()
        server.wait()


def webhooks(port: int) -> list[list[str]]:
    def tell(line: HTTPConnection) -> None:
        number = next(_numbers)
        told = {"id": f"evt_load_{number}", "object": "event", "type": "checkout.session.completed", "livemode": False}
        body = json.dumps({**told, "data": {"object": {"id": f"cs_test_{number}"}}}).encode()
        ask(line, "POST", WEBHOOK, body, **{"Content-Type": "application/json", "Stripe-Signature": signature(body)})

    paced = together(port, tell, users=16, per_second=200)
    flood = together(port, tell, users=16)
    reached = f"{len(paced) / SECONDS:.0f} of 200 a second"
    return [
        [f"webhook, p50 / p99, {reached}", f"{ms(paced, 0.5)} / {ms(paced, 0.99)} ms", "p99 ≤ 50 ms at 200/s"],
        ["webhook, as many as it takes", f"{len(flood) / SECONDS:.0f} events/s", "≥ 200/s"],
    ]


def adding(port: int, key: str) -> list[list[str]]:
    def add(line: HTTPConnection) -> None:
        form = urlencode({"offer": key}).encode()
        ask(line, "POST", "/en/cart/add/", form, **form_headers(port))

    spent = alone(port, add)
    return [["add to cart, alone, p50 / p95", f"{ms(spent, 0.5)} / {ms(spent, 0.95)} ms", "p95 ≤ 15 ms"]]


def checkouts(port: int, key: str) -> list[list[str]]:
    def buy(line: HTTPConnection) -> None:
        headers = form_headers(port)
        answer, _ = ask(line, "POST", "/en/cart/add/", urlencode({"offer": key}).encode(), **headers)
        cookies = [cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie")]
        headers["Cookie"] = "; ".join([f"csrftoken={TOKEN}", *cookies])
        details = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accept_terms": "on"}
        for path, form in (
            ("/en/checkout/", details),
            ("/en/checkout/review/", {"total": 300, "currency": "EUR"}),
        ):
            body = urlencode(form | {"csrfmiddlewaretoken": TOKEN}).encode()
            answer, _ = ask(line, "POST", path, body, **headers)
            if "Set-Cookie" in answer.headers:
                more = [cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie")]
                headers["Cookie"] = "; ".join([headers["Cookie"], *more])

    before = Order.objects.count()
    spent = together(port, buy, users=8)
    placed = Order.objects.count() - before
    assert placed == len(spent), f"{placed} orders of {len(spent)}"
    return [
        [
            "guest checkouts, from the cart to the payment page",
            f"{len(spent) / SECONDS:.1f}/s, median {ms(spent, 0.5)} ms",
            "≥ 35/s",
        ]
    ]


def programs(port: int, card: str) -> list[list[str]]:
    def read(line: HTTPConnection) -> None:
        ask(line, "GET", "/api/courses?limit=24", Accept="application/json")

    def write(line: HTTPConnection) -> None:
        ask(line, "POST", "/api/cart/add", json.dumps({"offer": card}).encode(), **{"Content-Type": "application/json"})

    lines = []
    for name, one in (("24 courses read", read), ("cart written", write)):
        single, crowd = alone(port, one), together(port, one, users=100)
        lines.append([f"API, {name}, alone, p50 / p95", f"{ms(single, 0.5)} / {ms(single, 0.95)} ms", "p95 ≤ 50 ms"])
        lines.append([f"API, {name}, 100 at once, p95", f"{ms(crowd, 0.95)} ms", "p95 < 200 ms"])
    return lines


def statements(card: str) -> list[list[str]]:
    """How often the database is asked, which no machine changes; beginnings and ends of transactions do not count."""
    shop = Client(HTTP_ORIGIN="http://testserver")

    def asked(method: str, path: str, data, **headers) -> str:
        with CaptureQueriesContext(connection) as captured:
            answer = getattr(shop, method)(path, data, **headers)
        assert answer.status_code < 400, f"{path}: {answer.status_code}"
        return str(sum(not query["sql"].startswith(AROUND) for query in captured.captured_queries))

    told = json.dumps({"id": "evt_load_counted", "type": "checkout.session.completed", "livemode": False,
                       "data": {"object": {"id": "cs_test_counted"}}}).encode()  # fmt: skip
    signed = {"content_type": "application/json", "headers": {"stripe-signature": signature(told)}}
    first, again = (asked("post", "/en/cart/add/", {"offer": card}) for _ in range(2))
    details = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accept_terms": "on"}
    return [
        ["statements: a webhook", asked("post", WEBHOOK, told, **signed), ""],
        ["statements: add to cart, the first thing and another", f"{first}, {again}", "≤ 6"],
        ["statements: details said", asked("post", "/en/checkout/", details), ""],
        [
            "statements: order placed and payment page opened, the supplier's stand-in among them",
            asked("post", "/en/checkout/review/", {"total": 300, "currency": "EUR"}),
            "",
        ],
    ]


if __name__ == "__main__":
    sys.exit(main())
