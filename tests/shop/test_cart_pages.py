"""The cart's page and forms, as a browser sends them."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from shop.cart.models import Cart, CartLine
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.shop import make_cart, make_postcard, make_walk, new_price

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
HERE = {"origin": "http://testserver"}
CART = "/en/cart/"


@pytest.fixture
def visitor():
    return Client(headers=HERE)


def put(client, offer, **values):
    return client.post(reverse("shop:add"), {"offer": offer.key, **values})


def only_line() -> int:
    return CartLine.objects.get().pk


def test_the_first_thing_in_the_cart_sets_one_cookie_that_scripts_cannot_read(visitor):
    answer = put(visitor, make_walk())

    cookie = answer.cookies["cart"]
    assert (answer.status_code, answer.url, list(answer.cookies)) == (302, CART, ["cart"])
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 24 * 3600)


def test_looking_at_an_empty_cart_sets_no_cookie_and_asks_no_session(visitor):
    answer = visitor.get(CART)

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert "Your cart is empty" in answer.content.decode()


def test_a_visitor_who_did_nothing_costs_the_cart_no_query(rf, django_assert_num_queries):
    from shop.cart.visitor import VisitorCart

    with django_assert_num_queries(0):
        assert VisitorCart(rf.get("/")).count == 0
        assert VisitorCart(rf.get("/")).lines == []


def test_the_count_is_one_query(rf, django_assert_num_queries):
    from shop.cart.visitor import VisitorCart

    owner, _ = make_cart(make_walk(most=3), make_postcard(), quantity=1)
    request = rf.get("/")
    request.COOKIES["cart"] = owner.token

    with django_assert_num_queries(1):
        assert VisitorCart(request).count == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_forms_of_other_sites_are_refused(headers):
    answer = Client(headers=headers, enforce_csrf_checks=True).post(reverse("shop:add"), {"offer": make_walk().key})

    assert (answer.status_code, Cart.objects.count()) == (403, 0)


def test_a_browser_that_says_same_origin_needs_no_token():
    client = Client(headers={"sec-fetch-site": "same-origin"}, enforce_csrf_checks=True)

    assert put(client, make_walk()).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/en/courses/", "/en/courses/"),
        ("https://evil.example/", CART),
        ("//evil.example/", CART),
        ("javascript:alert(1)", CART),
        ("/\\evil.example", CART),
        ("/en/\x00", CART),
        ("", CART),
    ],
)
def test_next_leads_only_to_our_own_pages(visitor, wanted, reached):
    assert put(visitor, make_walk(), next=wanted).url == reached


def test_what_is_not_sold_is_refused_in_a_sentence(visitor):
    answer = put(visitor, make_walk(stopped=True))

    assert answer.status_code == 409
    assert "This is not for sale at the moment." in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"offer": "walk:999"}, 404),
        ({"offer": "nothing\x00"}, 422),
        ({"offer": "x" * 6000}, 422),
        ({}, 422),
        ({"quantity": "①"}, 422),
        ({"quantity": "0"}, 422),
        ({"quantity": "-1"}, 422),
        ({"quantity": "1e3"}, 422),
        ({"quantity": "9" * 6000}, 422),
        ({"quantity": "2"}, 302),
        ({"quantity": "4"}, 409),
        ({"offer": b"\xff\xfe\xed\xa0\x80"}, 404),
        ({"offer": "\ud800".encode("utf-8", "surrogatepass")}, 404),
    ],
)
def test_ugly_wishes_are_refused_and_never_break(visitor, values, status):
    wish = {"offer": make_walk(most=3).key, **values} if values else {}

    answer = visitor.post(reverse("shop:add"), urlencode(wish), content_type="application/x-www-form-urlencoded")

    assert answer.status_code == status


@pytest.mark.parametrize("quantity", ["", "①", "0", "\x00", "9" * 6000, "٣٣٣٣"])
def test_ugly_quantities_are_refused_beside_their_line(visitor, quantity):
    put(visitor, make_walk(most=3))

    answer = visitor.post(reverse("shop:change", args=[only_line()]), {"quantity": quantity})

    assert (answer.status_code, CartLine.objects.get().quantity) == (422, 1)
    assert f'id="line-{only_line()}-error"' in answer.content.decode()


@pytest.mark.parametrize("name", ["shop:change", "shop:remove"])
@pytest.mark.parametrize("line_id", [0, 1, 2**63 - 1, 2**63, 10**30])
def test_lines_of_others_are_not_found(visitor, name, line_id):
    put(visitor, make_walk())
    _, others = make_cart(make_walk("Night walk"))
    line_id = others.lines.get().pk if line_id == 1 else line_id

    assert visitor.post(reverse(name, args=[line_id]), {"quantity": "1"}).status_code == 404


@pytest.mark.parametrize("line", ["", "x", "\x00", "0", str(2**63), "9" * 6000])
def test_undoing_what_is_not_there_is_not_found(visitor, line):
    assert visitor.post(reverse("shop:undo"), {"line": line}).status_code == 404


@pytest.mark.parametrize("removed", ["", "x", "²", "\x00", str(2**70), "9" * 6000])
def test_an_ugly_mark_in_the_address_changes_nothing(visitor, removed):
    put(visitor, make_walk())

    assert visitor.get(CART, {"removed": removed}).status_code == 200


def test_removing_can_be_undone_from_the_page(visitor):
    put(visitor, make_walk())
    line = only_line()

    page = visitor.post(reverse("shop:remove", args=[line]), follow=True).content.decode()
    assert "“Dawn walk” is out of your cart." in page
    assert f'name="line" value="{line}"' in page

    page = visitor.post(reverse("shop:undo"), {"line": line}, follow=True).content.decode()
    assert "Dawn walk</a>" in page


def test_a_quantity_is_offered_only_where_there_is_a_choice(visitor):
    put(visitor, make_postcard())
    assert "<select" not in visitor.get(CART).content.decode().partition("<main")[2]

    put(visitor, make_walk(most=3))
    assert '<select class="field__input" id="quantity-' in visitor.get(CART).content.decode()


def test_htmx_gets_the_list_alone_and_forms_get_a_page(visitor):
    put(visitor, make_walk(most=3))
    address = reverse("shop:change", args=[only_line()])

    part = visitor.post(address, {"quantity": "2"}, headers={**HERE, "hx-request": "true"})
    whole = visitor.post(address, {"quantity": "3"})

    assert (part.status_code, "<html" in part.content.decode()) == (200, False)
    assert "€158.00" in part.content.decode()
    assert (whole.status_code, whole.url) == (302, CART)


def test_a_page_that_only_counts_what_is_in_the_cart_does_not_pass_for_having_read_it(visitor):
    walk = make_walk(amount=7900)
    put(visitor, walk)
    new_price(walk, 8900)

    visitor.get(f"{CART}?unread", headers={"hx-request": "true"})

    assert CartLine.objects.get().seen_amount == 7900


def test_a_new_price_is_shown_once_by_looking_and_not_by_asking_for_the_head(visitor):
    walk = make_walk()
    put(visitor, walk)
    new_price(walk, 8900)

    visitor.head(CART)
    assert "The price has changed" in visitor.get(CART).content.decode()
    assert "The price has changed" not in visitor.get(CART).content.decode()


def test_another_currency_is_remembered_and_shown(visitor):
    walk = make_walk(currencies=("EUR", "USD"))
    put(visitor, walk)

    answer = visitor.post(reverse("shop:currency"), {"currency": "USD", "next": CART}, follow=True)

    assert visitor.cookies["currency"].value == "USD"
    assert "$79.00" in answer.content.decode()


@pytest.mark.parametrize("currency", ["", "XXX", "eur", "\x00", "E" * 6000])
def test_other_currencies_are_refused(visitor, currency):
    assert visitor.post(reverse("shop:currency"), {"currency": currency}).status_code == 422


def test_signing_in_joins_carts_says_so_and_takes_the_cookie_back(visitor):
    ada = make_user()
    make_cart(make_postcard(), user=ada)
    put(visitor, make_walk())

    page = visitor.post(
        reverse("account_login"), {"login": ada.email, "password": PASSWORD, "next": CART}, follow=True
    ).content.decode()

    assert "1 thing was added to it" in page
    assert ("Dawn walk" in page, "Lake in March" in page) == (True, True)
    assert visitor.cookies["cart"].value == ""


def test_the_page_takes_the_same_number_of_queries_with_one_and_with_many_lines(visitor, django_assert_max_num_queries):
    put(visitor, make_postcard())
    visitor.get(CART)
    with django_assert_max_num_queries(12) as one:
        visitor.get(CART)
        alone = len(one)

    for number in range(4):
        put(visitor, make_postcard(f"Lake {number}"))
    with django_assert_max_num_queries(alone):
        visitor.get(CART)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_changes_come_only_by_form(visitor, method):
    for name, args in [("add", []), ("undo", []), ("currency", []), ("change", [1]), ("remove", [1])]:
        assert getattr(visitor, method)(reverse(f"shop:{name}", args=args)).status_code in (403, 405)
