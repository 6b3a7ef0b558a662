"""Businesses that buy: what is asked of them, who checks their number, and who owes the tax."""

import pytest
from django.core.checks import run_checks
from django.test import Client

from integrations.vies import standin
from shop.checkout.business import UNION, checked, owes_the_tax, well_formed
from shop.checkout.vat_register import vat_register
from shop.invoices.operations import issue_invoice
from shop.orders.models import Order
from tests.factories.shop import NOON, eur, make_cart, make_paid_order, make_walk
from tests.shop.test_cart import look
from tests.shop.test_checkout_pages import ADA, DETAILS, REVIEW, put, to_review

AUSTRIAN, GERMAN, GREEK, IRISH = "ATU57194903", "DE136695976", "EL094259216", "IE6433435F"
BUSINESS = {"company": "Lindqvist & Töchter OG", "vat_id": "atu 571 949-03"}


@pytest.fixture
def guest(db):
    return Client(headers={"origin": "http://testserver"})


@pytest.fixture
def register(settings):
    """The stand-in answers."""
    settings.SHOP_VAT_REGISTER = "integrations.vies.standin.StandinRegister"
    return settings


def order_of(guest, walk, total: int, **said) -> Order:
    to_review(guest, walk, **said)
    answer = guest.post(REVIEW, {"total": total, "currency": "EUR"})
    assert answer.status_code == 303
    return Order.objects.get()


# Numbers ---


@pytest.mark.parametrize(
    ("number", "country", "kept"),
    [
        ("ATU57194903", "AT", AUSTRIAN),
        ("u57194903", "AT", AUSTRIAN),
        (" AT-U571 949 03 ", "AT", AUSTRIAN),
        ("136695976", "DE", GERMAN),
        ("094259216", "GR", GREEK),
        ("EL 094259216", "GR", GREEK),
        ("ATU57194904", "AT", ""),
        ("ATU57194903", "DE", ""),
        ("XI110305878", "GB", ""),
        ("EU372022452", "AT", ""),
        ("<script>", "AT", ""),
        ("ß٣\u202e" * 9, "AT", ""),
    ],
)
def test_a_number_is_looked_at_by_its_own_countrys_rule(number, country, kept):
    assert well_formed(number, country=country) == kept


def test_the_union_is_the_one_whose_taxes_are_in_the_table(settings):
    assert set(settings.SHOP_TAX_RATES) == UNION


@pytest.mark.parametrize(
    ("rule", "check", "owes"),
    [
        ("format", "format", True),
        ("format", "no_answer", True),
        ("format", "confirmed", True),
        ("confirmed", "format", False),
        ("confirmed", "no_answer", False),
        ("confirmed", "confirmed", True),
        ("never", "confirmed", False),
    ],
)
def test_the_rule_says_what_must_be_known_of_a_number(settings, rule, check, owes):
    settings.SHOP_REVERSE_CHARGE = rule

    assert owes_the_tax(country="AT", vat_id=AUSTRIAN, vat_check=check) is owes


@pytest.mark.parametrize(
    ("seller", "country", "vat_id"), [("DE", "DE", GERMAN), ("DE", "CH", "x"), ("US", "AT", AUSTRIAN), ("DE", "AT", "")]
)
def test_nobody_else_owes_the_tax(settings, seller, country, vat_id):
    settings.SHOP_COUNTRY = seller

    assert not owes_the_tax(country=country, vat_id=vat_id, vat_check="confirmed")


# The register ---


def test_nobody_is_asked_by_default():
    assert vat_register() is None
    assert checked(AUSTRIAN) == "format"


@pytest.mark.parametrize("vat_id", [standin.CLOSED, standin.SILENT, standin.BROKEN])
def test_a_register_that_does_not_answer_stops_nobody(register, vat_id):
    assert checked(vat_id) == "no_answer"


def test_a_register_that_answers_confirms(register):
    assert checked(IRISH) == "confirmed"


def test_the_real_register_that_cannot_be_reached_stops_nobody(settings):
    settings.SHOP_VAT_REGISTER = "integrations.vies.ViesRegister"
    settings.VIES_API_BASE = "http://127.0.0.1:9"

    assert checked(AUSTRIAN) == "no_answer"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"SHOP_REVERSE_CHARGE": "sometimes"}, "shop.E002"),
        ({"SHOP_REVERSE_CHARGE": "confirmed"}, "shop.E003"),
        ({"SHOP_VAT_REGISTER": "integrations.vies.standin.StandinRegister", "SITE_OPEN_TOOLS": False}, "shop.E004"),
    ],
)
def test_settings_that_cannot_work_stop_the_start(settings, values, error):
    for name, value in values.items():
        setattr(settings, name, value)

    assert error in {found.id for found in run_checks()}


# The checkout ---


def test_a_business_is_asked_in_a_fold_that_nobody_needs(guest):
    put(guest, make_walk())

    page = guest.get(DETAILS).content.decode()

    assert ("I buy as a business" in page, 'autocomplete="organization"' in page) == (True, True)
    assert '<details class="fold">' in page


def test_a_business_from_abroad_pays_the_price_without_tax(guest):
    order = order_of(guest, make_walk(amount=12000), 10000, **BUSINESS)

    assert (order.company, order.vat_id, order.vat_check) == (BUSINESS["company"], AUSTRIAN, "format")
    assert (order.reverse_charge, order.total, order.tax) == (True, eur(10000), eur(0))
    line = order.lines.get()
    assert (line.unit_amount, line.tax_percent, line.tax_amount) == (10000, 0, 0)


def test_the_review_shows_the_business_and_says_who_owes_the_tax(guest):
    to_review(guest, make_walk(amount=12000), **BUSINESS)

    page = guest.get(REVIEW).content.decode()

    assert [words in page for words in ("Lindqvist &amp; Töchter OG", AUSTRIAN, "Reverse charge", "€100.00")] == [
        True
    ] * 4


def test_a_business_at_home_pays_the_tax_and_has_its_number_on_the_invoice(guest):
    order = order_of(guest, make_walk(amount=11900), 11900, country="DE", company="Ada GmbH", vat_id="136695976")

    assert (order.vat_id, order.reverse_charge, order.tax) == (GERMAN, False, eur(1900))


def test_a_business_without_a_number_is_named_and_taxed(guest):
    order = order_of(guest, make_walk(amount=12000), 12000, company="Ada")

    assert (order.company, order.vat_id, order.vat_check, order.tax) == ("Ada", "", "", eur(2000))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"vat_id": "ATU57194904", "company": "Ada"}, "This is no VAT number of the country you chose"),
        ({"vat_id": GERMAN, "company": "Ada"}, "This is no VAT number of the country you chose"),
        ({"vat_id": AUSTRIAN, "company": ""}, "Write the name of the business that has this VAT number"),
        ({"vat_id": "CHE-1", "company": "Ada", "country": "CH"}, "We can use VAT numbers of the European Union only"),
        ({"vat_id": "A" * 31, "company": "Ada"}, "Write the VAT number in at most 30 characters"),
        ({"company": "A" * 151}, "Write the name of the business in at most 150 characters"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(guest, said, sentence):
    put(guest, make_walk())

    answer = guest.post(DETAILS, {**ADA, "accept_boots": "on", **said})

    page = answer.content.decode()
    assert (answer.status_code, page.count(sentence)) == (422, 2)
    assert '<details class="fold" open>' in page
    assert [value for name, value in said.items() if name != "country" and value not in page] == []


def test_a_number_that_the_register_does_not_know_is_said_beside_the_field(guest, register):
    put(guest, make_walk())

    answer = guest.post(DETAILS, {**ADA, "accept_boots": "on", "company": "Ada", "vat_id": standin.UNKNOWN})

    assert (answer.status_code, answer.content.decode().count("The register does not know this VAT number")) == (422, 2)


def test_a_register_that_is_closed_lets_the_purchase_go_on_with_tax_where_it_must_confirm(guest, register):
    register.SHOP_REVERSE_CHARGE = "confirmed"
    walk = make_walk(amount=12400)
    to_review(guest, walk, country="IT", company="Ada", vat_id=standin.BROKEN)

    page = guest.get(REVIEW).content.decode()

    assert "The register of VAT numbers does not answer at the moment" in page
    order = order_of(guest, walk, 12400, country="IT", company="Ada", vat_id=standin.BROKEN)
    assert (order.vat_check, order.reverse_charge, order.tax) == ("no_answer", False, eur(2236))


def test_a_number_that_was_taken_out_again_is_taxed_again(guest):
    walk = make_walk(amount=12000)
    to_review(guest, walk, **BUSINESS)

    assert order_of(guest, walk, 12000, company="", vat_id="").tax == eur(2000)


def test_what_was_said_is_there_when_one_comes_back(guest):
    to_review(guest, make_walk(), **BUSINESS)

    page = guest.get(DETAILS).content.decode()

    assert (f'value="{AUSTRIAN}"' in page, '<details class="fold" open>' in page) == (True, True)


def test_a_price_without_tax_is_no_changed_price(guest):
    to_review(guest, make_walk(amount=12000), **BUSINESS)

    page = guest.get("/en/cart/").content.decode()

    assert ("The price has changed" in page, "€100.00" in page) == (False, True)


def test_admission_is_taxed_where_it_takes_place_for_businesses_too(db):
    _, cart = make_cart(make_walk("Course", amount=12000), make_walk("Retreat", amount=11900, tax_country="DE"))

    basket = look(cart, country="AT", reverse_charge=True)

    assert [(line.total.minor, line.percent) for line in basket.lines] == [(10000, 0), (11900, 19)]


# The papers ---


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Reverse charge: the recipient owes the VAT"),
        ("de", "Steuerschuldnerschaft des Leistungsempfängers"),
        ("es", "Inversión del sujeto pasivo"),
        ("ar", "احتساب عكسي"),
    ],
)
def test_the_invoice_says_who_owes_the_tax_in_its_language(client, db, language, sentence):
    business = {"company": "Ada OG", "vat_id": AUSTRIAN, "vat_check": "format", "reverse_charge": True}
    order = make_paid_order(make_walk(amount=12000), country="AT", language=language, **business)

    paper = issue_invoice(order_id=order.pk, at=NOON)

    assert (paper.total_amount, paper.tax_amount) == (10000, 0)
    assert [note for note in paper.content["notes"] if sentence in note] != []
    assert (paper.content["buyer"]["company"], paper.content["buyer"]["facts"][0][1]) == ("Ada OG", AUSTRIAN)
    receipt = client.get(f"/{language}/orders/{order.secret}/receipt/").content.decode()
    assert [words in receipt for words in ("Ada OG", AUSTRIAN, sentence)] == [True] * 3
