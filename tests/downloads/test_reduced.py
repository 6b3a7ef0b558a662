"""A variant costs less for some time: typed, refused, shown everywhere, and never charged once it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.downloads.admin import forget_times
from shop.downloads.desk import planned_of
from shop.downloads.models import Product
from shop.downloads.pages import ProductPage
from shop.orders.checkout import CannotOrder, place_order
from tests.downloads.test_editing import file, make_editor, send, typed, variant
from tests.factories.courses import publish
from tests.factories.downloads import (
    ACCEPTED,
    draft_product,
    file_row,
    make_product,
    offer_of,
    product_page,
    variant_row,
)
from tests.factories.shop import eur, look_at, make_cart, make_details
from tests.schema_org import things_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
NOW = timezone.now().replace(microsecond=0)
BEGAN, ENDS = NOW - timedelta(days=1), NOW + timedelta(days=9)
BOOK, SIGNED = "/en/shop/beside-the-river/", "signed"


@pytest.fixture
def manager(client):
    client.force_login(make_editor("change_product_price"))
    return client


def reduced(**fields) -> Product:
    """A book for 16 euros that costs 12 for some days, and a signed one that always costs 30."""
    fields = {"sale_prices": {"EUR": 1200}, "sale_from": BEGAN, "sale_until": ENDS, **fields}
    signed = variant_row(SIGNED, prices={"EUR": 3000})
    return make_product(variants=[variant_row(**fields), signed], files=[file_row()])


def prices_of(product: Product, code: str = "book") -> dict[str, tuple]:
    rows = offer_of(product, code).prices.all()
    return {row.currency: (row.amount, row.sale_amount, row.sale_from, row.sale_until) for row in rows}


def test_an_editor_types_a_lower_price_for_some_time(manager):
    page = draft_product(variants=[], files=[])
    row = variant(prices_USD="17", sale_prices_EUR="12,50", sale_from="2036-04-01 10:00", sale_until="2036-04-09 10:00")

    send(manager, page, typed([row], [file()]))

    found = prices_of(Product.objects.get())
    assert [found[code][:2] for code in ("EUR", "USD")] == [(1600, 1250), (1700, None)]
    assert (found["EUR"][3] - found["EUR"][2], found["USD"][2:]) == (timedelta(days=8), (None, None))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"sale_prices_EUR": "16"}, "sale_prices", "The sale price must be lower than the price."),
        ({"sale_prices_USD": "9"}, "sale_prices", "The sale price must be lower than the price."),
        ({"sale_prices_EUR": "twelve"}, "sale_prices", "Write the amount as a number"),
        (
            {"sale_prices_EUR": "9", "sale_from": "2036-04-09 10:00", "sale_until": "2036-04-01 10:00"},
            "sale_until",
            "The end must come after the beginning.",
        ),
    ],
)
def test_what_is_no_sale_is_refused_beside_its_field(manager, wrong, field, sentence):
    page = draft_product(variants=[], files=[])

    answer = send(manager, page, typed([variant(**wrong)], [file()]))

    (form,) = answer.context["form"].formsets["variants"].forms
    assert sentence in str(form.errors[field])
    assert not Product.objects.exists()


@pytest.mark.parametrize("wrong", [{"sale_prices": {"EUR": 1600}}, {"sale_from": ENDS, "sale_until": BEGAN}])
def test_what_a_schedule_brings_all_the_same_is_told_and_changes_nothing(wrong):
    product = make_product()
    page = product_page(product).get_latest_revision_as_object()
    page.variants = [variant_row(**{"sale_prices": {"EUR": 900}} | wrong)]

    publish(page)

    product.refresh_from_db()
    assert product.trouble in (
        "The sale price must be lower than the price.",
        "The end must come after the beginning.",
    )
    assert prices_of(product) == {"EUR": (1600, None, None, None)}


def test_page_card_api_and_structured_data_say_the_lower_price(client):
    product = reduced()

    page, shelf = client.get(BOOK).content.decode(), client.get("/en/shop/").content.decode()
    listed = client.get("/api/products").json()["items"][0]
    book, signed = client.get(f"/api/products/{product.pk}").json()["variants"]

    for html in (page, shelf):
        assert "before:" in html
        assert "€16" in html
        assert "€12" in html
    assert (listed["price"]["amount"], listed["was"]["amount"]) == (1200, 1600)
    assert (book["price"]["amount"], book["was"]["amount"]) == (1200, 1600)
    assert (signed["price"]["amount"], signed["was"]) == (3000, None)
    (thing,) = (thing for thing in things_of(page) if "Product" in thing["@type"])
    assert [offer["price"] for offer in thing["offers"]] == ["12.00", "30.00"]


@pytest.mark.parametrize("time", [{"sale_from": ENDS, "sale_until": None}, {"sale_until": BEGAN, "sale_from": None}])
def test_before_and_after_it_costs_what_it_costs(client, time):
    product = reduced(**time)

    book = client.get(f"/api/products/{product.pk}").json()["variants"][0]

    assert (book["price"]["amount"], book["was"]) == (1600, None)
    assert "before:" not in client.get(BOOK).content.decode()


def test_a_sale_that_ends_in_the_cart_is_said_and_never_charged_silently():
    product = reduced()
    _owner, cart = make_cart(offer_of(product), at=NOW)
    before, over = look_at(cart, at=NOW), look_at(cart, at=ENDS)

    with pytest.raises(CannotOrder, match="changed"):
        place_order(cart, make_details(cart, at=ENDS, accepted=ACCEPTED, shown=before.total), at=ENDS)
    order = place_order(cart, make_details(cart, at=ENDS, accepted=ACCEPTED), at=ENDS)

    assert (before.total, before.changed) == (eur(1200), [])
    assert (over.total, [line.seen for line in over.changed]) == (eur(1600), [eur(1200)])
    assert order.total == eur(1600)


def test_what_was_ordered_before_its_end_is_charged_as_it_was():
    _owner, cart = make_cart(offer_of(reduced()), at=NOW)

    order = place_order(cart, make_details(cart, at=NOW, accepted=ACCEPTED), at=NOW)

    assert order.total == eur(1200)


def test_its_beginning_and_end_are_among_what_is_planned():
    page = product_page(reduced(sale_from=NOW + timedelta(days=2)))

    assert [plan.words for plan in planned_of(page, at=NOW)] == [
        "€12.00 instead of €16.00",
        "€16.00 again instead of €12.00",
    ]


def test_a_product_made_from_another_is_not_on_sale():
    page = product_page(reduced())

    forget_times(page)

    assert [(row.sale_prices, row.sale_from, row.sale_until) for row in page.variants.all()] == [({}, None, None)] * 2
    assert [row.sale_prices for row in ProductPage.objects.get().variants.all()] == [{"EUR": 1200}, {}]


def test_a_bundle_says_what_is_saved_by_todays_prices(client):
    book = reduced()
    make_product("Night Shelf", kind="bundle", files=[], parts=[book], variants=[variant_row(prices={"EUR": 1000})])

    assert "€2" in client.get("/en/shop/night-shelf/").content.decode()
