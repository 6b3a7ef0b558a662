"""Editors write a product in Wagtail: prices as money, who may, what is refused and where it is said."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from shop.downloads.models import Product
from tests.courses.test_editing import rows
from tests.factories.accounts import make_user
from tests.factories.downloads import buy_product, draft_product, make_product, offer_of, product_page
from tests.factories.media import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def make_editor(*codenames: str):
    group = Group.objects.create(name="Editors of products")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*Permission.objects.filter(content_type__app_label="shop", codename__in=codenames))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission=permission)
    cleo = make_user("cleo@example.org", name="Cleo")
    cleo.groups.add(group)
    return cleo


@pytest.fixture
def manager(client):
    client.force_login(make_editor("change_product_price"))
    return client


def variant(code: str = "book", price: str = "16", **fields) -> dict:
    return {"code": code, "title": code.title(), "note": "", "prices_EUR": price, "offered": "on", **fields}


def file(code: str = "pdf", **fields) -> dict:
    kept = fields.pop("file", None) or make_paper()
    return {"code": code, "title": f"The {code}", "variant": "", "file": kept.pk, "language": "", **fields}


def typed(variants: list[dict], files: list[dict], **changes) -> dict:
    """The form of a product, filled in."""
    streams = {f"{name}-count": 0 for name in ("body", "contents", "faq")}
    words = {"title": "River", "slug": "river", "outcome": "Notes.", "summary": "A handbook."}
    empty = {**rows("teachers"), **rows("themes"), **rows("parts"), **rows("comments")}
    filled = {**rows("variants", *variants), **rows("files", *files)}
    return {**streams, **words, "kind": "book", "languages": ["en"], **empty, **filled, **changes}


def send(client, page, data: dict):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, "action-publish": "1"})


def test_prices_are_typed_as_money_and_kept_in_minor_units(manager):
    page = draft_product(variants=[], files=[])

    send(manager, page, typed([variant(price="16,50", prices_USD="17")], [file()]))

    product = Product.objects.get()
    prices = {price.currency: price.amount for price in offer_of(product).prices.all()}
    assert prices == {"EUR": 1650, "USD": 1700}


REFUSED = {
    "at least one variant": ([], ["pdf"]),
    "Give it a price in EUR": ([{"price": ""}], ["pdf"]),
    "“book” is there twice": ([{}, {}], ["pdf"]),
    "The variant “book” has no file": ([{}], []),
    "Write the amount as a number": ([{"price": "sixteen"}], ["pdf"]),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_sold_is_refused_with_a_sentence(manager, sentence):
    page = draft_product(variants=[], files=[])
    variants, files = REFUSED[sentence]

    answer = send(manager, page, typed([variant(**one) for one in variants], [file(code) for code in files]))

    assert (sentence in answer.content.decode(), Product.objects.exists()) == (True, False)


def test_the_code_of_what_was_sold_stays(manager):
    product = make_product()
    buy_product(product)
    page = product_page(product)

    answer = send(manager, page, typed([variant("other")], [file()])).content.decode()

    assert "“book” was sold, so its row and its code stay." in answer


def test_the_file_that_was_sold_stays_and_cannot_be_deleted(manager):
    product = make_product()
    buy_product(product)
    kept = product.files.get().current.content

    answer = send(manager, product_page(product), typed([variant()], [file("other")])).content.decode()
    manager.force_login(make_user("marta@example.org", is_superuser=True))
    manager.post(reverse("wagtailsnippets_media_privatefile:delete", args=[kept.pk]))

    assert "The file “pdf” was sold" in answer
    assert product.files.get().current.content == kept


def test_what_was_sold_is_not_deleted(manager):
    product = make_product()
    buy_product(product)
    manager.force_login(make_user("marta@example.org", is_superuser=True))

    address = reverse("wagtailadmin_pages:delete", args=[product_page(product).pk])
    said = manager.post(address, follow=True).content.decode()

    assert "has been sold. Unpublish it instead" in said
    assert product_page(product).live


def test_only_who_may_sell_sees_the_switch(client):
    product = make_product()
    address = reverse("wagtailadmin_pages:edit", args=[product_page(product).pk])
    shown = []
    for user in (make_editor(), make_user("marta@example.org", is_superuser=True)):
        client.force_login(user)
        page = client.get(address).content.decode()
        shown.append(("Stop the sale now" in page, "variants-TOTAL_FORMS" in page))

    assert shown == [(False, False), (True, True)]
