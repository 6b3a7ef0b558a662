"""Thousands of hostile requests to every address: never a breakdown, and nobody's money or rights move by them.

What is sent is chance from a seed that is printed; HOSTILE_SEED=n sends the same again.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.db import connection

from tests.architecture.addresses import ROLES, Row, address_of, rows

FORM = "application/x-www-form-urlencoded"
ROWS = rows()
# Where staff move money on purpose: an accepted form of theirs may write into it.
BY_STAFF = "orders:"
WATCHED = (
    *("shop_order", "shop_payment", "shop_ledgerentry", "shop_refund", "shop_entitlement", "shop_invoice"),
    *("shop_dispute", "shop_supplierevent", "accounts_user"),
)
# Whoever leaves takes what is theirs along.
OF_LEAVING = {"shop_entitlement", "shop_order", "shop_payment", "accounts_user"}
# Of these an accepted form of a visitor makes new ones: a sale is begun, an account opened.
BY_VISITORS = {"shop_order", "shop_payment", "accounts_user"}
NASTY = [
    *("", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%", "%zz", quote("①"), quote("١٢"), quote("\u202eevil\u2066")),
    *(quote("\u200f\u200e" * 20), quote("\ufeff"), quote("\u2028"), quote("e\u0301" * 200), quote("𝔘🧘" * 300)),
    *("x" * 6000, "9" * 40, "-1", "0", "1e9", "NaN", "Infinity", "0x10", "1_000", "2147483648", "9223372036854775808"),
    *("null", "true", "[]", "{}", "0000-00-00", "2026-02-30", "9999-12-31", "12:61", "EUR%0D%0ASet-Cookie:+a=b"),
    *(quote("' OR 1=1 --"), quote("{{7*7}}"), quote("<script>alert(1)</script>"), quote("../../etc/passwd")),
    *(quote("javascript:alert(1)"), quote("//evil.example"), quote("\\\\evil.example"), quote("${jndi:ldap://x}")),
    *(quote("a@b@c"), quote('"a b"@example.org'), quote("x@" + "y" * 300 + ".org"), quote("%s%n%(x)s")),
]
MEMBERS = ["", "x" * 6000, "a\x00b", "\ud800", "①", -1, 10**40, 2**63, 1.5, 1e308, True, None, [], {}, [[[]]]]
CHARSETS = ["", "; charset=utf-16", "; charset=nonsense", "; charset=latin-1", "; charset=utf-7"]
TYPES = ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "x", ""]
HEADERS = {
    "accept-language": ["ar", "x" * 300, "①", "*;q=9"],
    "origin": ["null", "http://evil.example", "http://testserver"],
    "referer": ["javascript:1", "http://[", "//x"],
    "if-none-match": ['"', "*"],
    "range": ["bytes=-", "bytes=9-1", "bytes=0-" + "9" * 40],
    "idempotency-key": ["", "k", "x" * 600],
    "stripe-signature": ["", "t=1,v1=0", "t=" + "9" * 40 + ",v1=0", "①"],
    "hx-request": ["true"],
    "cookie": ["cart=%00", "sessionid=x; cart=" + "y" * 900, "theme=①; currency=XXX", ";;=;"],
}


@pytest.mark.usefixtures("short_404")
@pytest.mark.parametrize(
    ("count", "seed"),
    [
        pytest.param(2_000, 1, marks=pytest.mark.thorough),
        *(pytest.param(2_000, seed, marks=pytest.mark.prove) for seed in range(2, 12)),  # side by side
        pytest.param(100_000, int(f"{datetime.now(UTC):%Y%m%d}"), marks=pytest.mark.soak),
    ],
)
def test_hostile_requests_break_nothing_and_move_nothing(count, seed, cast, undone):
    seed = int(os.environ.get("HOSTILE_SEED", seed))
    print(f"HOSTILE_SEED={seed}")
    chance, wrong, asked = random.Random(seed), [], 0
    while asked < count:
        with undone():
            role = chance.choice(ROLES)
            browser = cast.browser(role)
            cookies = browser.cookies.copy()
            for _ in range(20):  # of one visitor, so that not each signs in anew
                row = chance.choice(ROWS)
                told = hostile(chance, row, cast)
                with undone():
                    wrong += what_it_did(row, lambda told=told, browser=browser: send(browser, told), f"{role}: {told}")
                browser.cookies = cookies.copy()
                asked += 1

    assert wrong == [], f"HOSTILE_SEED={seed}"


def hostile(chance: random.Random, row: Row, cast) -> dict:
    """One request to this address, whole in some places and nasty in others."""
    address, fields = address_of(row.name, cast), row.case.fields(cast)
    if chance.random() < 0.2:
        parts = address.split("/")
        parts[chance.randrange(1, len(parts))] = chance.choice(NASTY)
        address = "/".join(parts)
    names = [*(row.case.query or ()), "next", "lang", "page", chance.choice(NASTY)]
    if chance.random() < 0.4:
        address += "?" + "&".join(
            f"{chance.choice(names)}={chance.choice(NASTY)}" for _ in range(chance.randrange(1, 4))
        )
    headers = {
        name: chance.choice(HEADERS[name]) for name in chance.sample(sorted(HEADERS), chance.choice([0, 0, 1, 2]))
    }
    told = {"method": row.method, "address": address, "headers": headers, "content": b"", "type": FORM}
    if row.method != "GET":
        told |= _document(chance, fields) if row.case.json and chance.random() < 0.7 else _form(chance, fields)
    return told


def _form(chance: random.Random, fields: dict) -> dict:
    pairs = [(name, quote(str(value))) for name, value in fields.items()]
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice([*fields, "next", "csrfmiddlewaretoken", chance.choice(NASTY)])
        way = chance.random()
        if way < 0.6:  # another value
            pairs = [(of, chance.choice(NASTY) if of == name else value) for of, value in pairs]
        elif way < 0.8:  # once more
            pairs.append((name, chance.choice(NASTY)))
        else:  # not at all
            pairs = [(of, value) for of, value in pairs if of != name]
    content = "&".join(f"{name}={value}" for name, value in pairs)
    odd = chance.random() < 0.1
    return {"content": content, "type": chance.choice(TYPES) if odd else FORM + chance.choice([*[""] * 9, *CHARSETS])}


def _document(chance: random.Random, fields: dict) -> dict:
    members = dict(fields)
    for _ in range(chance.randrange(1, 3)):
        members[chance.choice([*fields, "no_such_member"])] = chance.choice(MEMBERS)
    content = chance.choice([members, members, members, [members], chance.choice(MEMBERS)])
    return {"content": json.dumps(content), "type": "application/json"}


def send(browser, told: dict):
    headers = {name: value.encode().decode("latin-1") for name, value in told["headers"].items()}
    return browser.generic(told["method"], told["address"], told["content"], told["type"], headers=headers)


def what_it_did(row: Row, ask: Callable, told: str) -> list[str]:
    before = counts()
    try:
        answer = ask()
    except Exception as problem:
        return [f"{told}: {type(problem).__name__}: {problem}"]
    if answer.status_code >= 500:
        return [f"{told}: {answer.status_code}"]
    may = set(WATCHED) if row.name.startswith(BY_STAFF) else BY_VISITORS
    may = OF_LEAVING if row.name == "accounts:leave" else may
    may = may if answer.status_code < 400 and row.method != "GET" else set()
    moved = {name for name, count in counts().items() if count != before[name]} - may
    return [f"{told}: {answer.status_code}, and {sorted(moved)} moved"] if moved else []


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in WATCHED))  # noqa: S608
        return dict(zip(WATCHED, cursor.fetchone(), strict=True))
