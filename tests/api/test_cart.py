"""The cart as programs use it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.cart.models import Cart, CartLine
from tests.api.conftest import Program, code_of
from tests.factories.accounts import make_user
from tests.factories.shop import make_cart, make_postcard, make_walk, new_price, paid_and_granted

pytestmark = pytest.mark.django_db
CART, ADD, REMOVE = "/api/cart", "/api/cart/add", "/api/cart/remove"
KEY = "5f0c9d1e-4c1b-4d0e-9c55-8f6a0f3b7c11"


def test_an_empty_cart_is_read_without_a_cookie(program):
    answer = program.get(CART)

    assert (answer.json()["lines"], answer.json()["total"]) == ([], {"amount": 0, "currency": "EUR"})
    assert not answer.cookies


def test_the_first_thing_brings_a_cookie_and_the_cart_as_it_stands(program):
    walk = make_walk(amount=7900)

    answer = program.add(walk.key)

    (line,) = answer.json()["lines"]
    assert (line["offer"], line["quantity"], line["total"]) == (walk.key, 1, {"amount": 7900, "currency": "EUR"})
    assert answer.json()["total"] == {"amount": 7900, "currency": "EUR"}
    assert answer.cookies["cart"]["httponly"]
    assert program.get(CART).json() == answer.json()


def test_pages_and_programs_see_the_same_cart(program):
    program.add(make_walk("Dawn walk").key)

    assert "Dawn walk" in program.get("/en/cart/").content.decode()


def test_a_line_is_taken_out_and_gone_for_both(program):
    line = program.add(make_walk().key).json()["lines"][0]["id"]

    answer = program.send("DELETE", f"{REMOVE}?line={line}")

    assert (answer.status_code, answer.json()["lines"]) == (200, [])
    assert CartLine.objects.get().removed_at


def test_nobody_takes_a_line_out_of_somebody_elses_cart(program):
    _, cart = make_cart(make_walk())

    assert code_of(program.send("DELETE", f"{REMOVE}?line={cart.lines.get().pk}")) == (404, "line-unknown")
    assert CartLine.objects.get().removed_at is None


def test_what_cannot_be_bought_is_said_with_a_code(program):
    ada = make_user()
    owned = make_walk("Mine")
    paid_and_granted(owned, user=ada)
    full, stopped = make_walk(places=0), make_walk()
    stopped.stopped = True
    stopped.save()

    assert code_of(program.add("course:none")) == (404, "offer-unknown")
    assert code_of(program.add(full.key)) == (409, "unavailable")
    assert code_of(program.add(stopped.key)) == (409, "not-for-sale")
    assert code_of(program.send("POST", ADD, {"offer": make_walk(most=3).key, "quantity": 5})) == (409, "not-for-sale")
    token = program.sign_in(ada)
    assert code_of(program.add(owned.key, **{"x-csrftoken": token})) == (409, "already-yours")


def test_a_price_that_changed_is_told_once(program):
    walk = make_walk(amount=7900)
    program.add(walk.key)
    new_price(walk, 8900)

    seen = [program.get(CART).json()["lines"][0]["seen"] for _ in range(2)]

    assert seen == [{"amount": 7900, "currency": "EUR"}, None]


# Forged requests ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"origin": "null"},
    ],
)
def test_another_site_fills_nobodys_cart(program, headers):
    walk = make_walk()
    program.add(walk.key)

    assert code_of(program.add(walk.key, **headers)) == (403, "foreign-origin")
    line = CartLine.objects.get().pk
    assert code_of(program.send("DELETE", f"{REMOVE}?line={line}", **headers)) == (403, "foreign-origin")


def test_what_a_form_of_another_site_could_send_is_not_heard(program):
    body = f'{{"offer": "{make_walk().key}"}}'
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert code_of(program.generic("POST", ADD, body, content_type=content_type)) == (415, "not-json")

    assert not Cart.objects.exists()


def test_a_member_shows_the_token_of_their_session(program):
    token = program.sign_in(make_user())
    walk = make_walk()

    assert code_of(program.add(walk.key)) == (403, "csrf")
    assert code_of(program.add(walk.key, **{"x-csrftoken": "x" * 32})) == (403, "csrf")
    assert program.add(walk.key, **{"x-csrftoken": token}).status_code == 200


# Sent twice ------------------------------------------------------------------------------


def test_a_request_that_is_sent_again_with_its_key_changes_nothing_and_gets_the_same_answer(program):
    walk = make_walk(most=3)
    first = program.add(walk.key, **{"idempotency-key": KEY})
    lost = Program()  # whose first answer, and so its cookie, never arrived

    again = lost.add(walk.key, **{"idempotency-key": KEY})

    assert (again.status_code, again.content) == (200, first.content)
    assert again.cookies["cart"].OutputString() == first.cookies["cart"].OutputString()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert CartLine.objects.get().quantity == 1


def test_a_key_is_good_for_one_request_only(program):
    program.add(make_walk().key, **{"idempotency-key": KEY})

    assert code_of(program.add(make_walk().key, **{"idempotency-key": KEY})) == (422, "idempotency-key-taken")


@pytest.mark.parametrize("key", ["", "1", "short", "x" * 201, "white space in a key", "ключ-ключ-ключ-ключ"])
def test_a_key_that_others_could_guess_is_refused(program, key):
    assert code_of(program.add(make_walk().key, **{"idempotency-key": key})) == (400, "idempotency-key")


def test_what_another_time_may_change_is_tried_again(program):
    walk = make_walk(places=0)
    refused = program.add(walk.key, **{"idempotency-key": KEY})
    walk.record.places = 1
    walk.record.save()

    assert code_of(refused) == (409, "unavailable")
    assert program.add(walk.key, **{"idempotency-key": KEY}).status_code == 200


# Anything at all --------------------------------------------------------------------------

UGLY = [
    "",
    "a\x00b",
    "\ud800",
    "①",
    "-1",
    "9" * 40,
    "x" * 6000,
    "<script>",
    None,
    True,
    [],
    {},
    1.5,
    1e300,
    -1,
    10**30,
    "1",
]


@pytest.mark.parametrize("field", ["offer", "quantity", "more"])
@pytest.mark.parametrize("ugly", UGLY, ids=lambda value: ascii(value)[:20])
def test_every_field_bears_everything(program, field, ugly):
    body = {"offer": make_walk().key, "quantity": 1} | {field: ugly}

    status, _code = code_of(program.send("POST", ADD, body))

    assert status in (404, 409, 422)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\x00\xff", b"[" * 50_000, b'{"offer": NaN}', b'{"quantity": 1' + b"0" * 5000],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_document_is_borne(program, content):
    status, _code = code_of(program.generic("POST", ADD, content, content_type="application/json"))

    assert status in (400, 422)


def test_a_body_that_is_too_large_is_refused_unread(program):
    assert code_of(program.send("POST", ADD, {"offer": "x" * 200_000})) == (413, "too-large")


@pytest.mark.parametrize("line", ["0", "-1", "①", "x", "", "9" * 40, "%00", "%ED%A0%80"])
def test_lines_that_no_cart_has_are_refused(program, line):
    assert program.send("DELETE", f"{REMOVE}?line={line}").status_code in (404, 422)


def test_more_lines_cost_no_more_queries(program):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert program.get(CART).status_code == 200
        return len(captured)

    program.add(make_walk().key)
    one = queries()
    for _ in range(2):
        program.add(make_walk().key)

    assert queries() == one


def test_adding_costs_the_same_however_much_lies_there(program):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert program.add(make_postcard().key).status_code == 200
        return len(captured)

    program.add(make_postcard().key)
    second = queries()

    assert queries() == second
