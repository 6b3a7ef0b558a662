"""Fifty buyers of one event at once, beside what the database itself does with one row that fifty want to change."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http.client import HTTPConnection

from django.db import connection
from django.db.models import Sum

from shop.capacity.models import Hold, Quota
from shop.orders.models import Order
from tests.factories.events import in_days, make_event, offer_of
from tests.load.asking import SECONDS, ask, at_once, ms, together

BUYERS = 50
WARM = 16  # before anybody counts


def hot_event(port: int) -> list[list[str]]:
    """Reservations and whole checkouts, each by a guest of their own; every place that was taken was counted."""
    event = make_event("Hot", dates=[in_days(40)], quotas={"house": 1_000_000})
    key = offer_of(event).key
    limit = by_the_database_alone()

    def reserve(line: HTTPConnection) -> tuple[str, int]:
        answer, told = ask_json(line, "/api/cart/add", {"offer": key, "quantity": 1})
        cookies = "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie"))
        return cookies, json.loads(told)["lines"][0]["id"]

    def buy(line: HTTPConnection) -> None:
        cookies, number = reserve(line)
        said = {"email": "ada@example.org", "accepted": ["terms"], "answers": {f"attendee_{number}_0_name": "Ada"}}
        ask_json(line, "/api/checkout/create-session", said, Cookie=cookies)

    first = HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(WARM):
        reserve(first)
    reserved, reservations = rate(port, reserve)
    before = Order.objects.count()
    bought, checkouts = rate(port, buy)
    assert Order.objects.count() - before == len(bought)
    taken = Quota.objects.get(offers__key=key).taken
    assert taken == Hold.objects.aggregate(all=Sum("quantity"))["all"] == WARM + len(reserved) + len(bought)
    lines = [
        [
            f"reservations of one hot event, {BUYERS} buyers at once",
            f"{reservations:.0f}/s, median {ms(reserved, 0.5)} ms",
            "≥ 150/s",
        ],
        [
            f"whole guest checkouts of it, {BUYERS} at once, by the API",
            f"{checkouts:.1f}/s, median {ms(bought, 0.5)} ms",
            "≥ 35/s",
        ],
    ]
    if limit:
        share = f"{limit:.0f}/s, of which the reservations are {reservations / limit:.3f}"
        lines.append([f"the database alone: one row, {BUYERS} connections", share, ""])
    return lines


def rate(port: int, one: Callable) -> tuple[list[float], float]:
    """Seconds of each, and how many a second there were until the last one was answered."""
    began = time.perf_counter()
    spent = together(port, one, users=BUYERS)
    return spent, len(spent) / (time.perf_counter() - began)


def ask_json(line: HTTPConnection, path: str, said: dict, **headers: str):
    return ask(line, "POST", path, json.dumps(said).encode(), **{"Content-Type": "application/json"}, **headers)


def by_the_database_alone() -> float:
    """Bare changes of one row per second, each in a transaction of its own; nothing where it has one writer only."""
    if connection.vendor != "postgresql":
        return 0
    import psycopg

    values = connection.get_connection_params()
    reach = {name: values[name] for name in ("dbname", "user", "host", "port", "password") if values.get(name)}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id int PRIMARY KEY, taken bigint NOT NULL)")
        cursor.execute("INSERT INTO bench_row VALUES (1, 0)")
    end = time.monotonic() + SECONDS

    def change() -> None:
        with psycopg.connect(**reach, autocommit=True) as one:
            while time.monotonic() < end:
                one.execute("UPDATE bench_row SET taken = taken + 1 WHERE id = 1")

    at_once(change, users=BUYERS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM bench_row")
        (changes,) = cursor.fetchone()
        cursor.execute("DROP TABLE bench_row")
    return changes / SECONDS
