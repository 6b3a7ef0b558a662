"""Another e-mail address: it counts when it is proven, and the old one hears of it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from accounts.models import User
from messaging.models import Message
from shop.orders.models import Order
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.shop import make_paid_order, make_postcard

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

CHANGE = "/en/account/email/"


def ask(client, email="ada@new.example", password=PASSWORD):
    return client.post(CHANGE, {"email": email, "password": password})


def link() -> str:
    message = Message.objects.filter(kind__startswith="account.email_confirmation").latest("pk")
    return re.search(r"http://testserver(/\S+/confirm-email/\S+)", message.text)[1]


def address_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email


def test_a_new_address_takes_the_place_of_the_old_one_when_it_is_proven(client, ada):
    assert ask(client).url == CHANGE
    assert address_of(ada) == "ada@example.org"

    client.post(link())

    assert address_of(ada) == "ada@new.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("ada@new.example", True, True)]


def test_the_old_address_is_told(client, ada):
    ask(client)
    client.post(link())

    told = Message.objects.get(kind="account.email_changed")
    assert told.to == "ada@example.org"
    assert "ada@new.example" in told.text


def test_guest_orders_of_the_new_address_join_and_those_of_another_do_not(client, ada):
    order = make_paid_order(make_postcard(), email="Ada@New.example")
    make_paid_order(make_postcard(), email="bela@example.org")
    ask(client)
    assert not Order.objects.filter(user=ada).exists()

    client.post(link())

    assert list(Order.objects.filter(user=ada)) == [order]


@pytest.mark.parametrize("password", ["", "wrong", "a\x00"])
def test_without_the_password_nothing_is_asked_for(client, ada, password):
    answer = ask(client, password=password)

    assert answer.status_code == 422
    assert answer.context["form"].errors["password"]
    assert answer.context["form"]["email"].value() == "ada@new.example"
    assert Message.objects.count() == 0


@pytest.mark.parametrize("email", ["", "ada", "a\x00da@example.org", "ada@example.org", "a" * 400 + "@example.org"])
def test_odd_addresses_are_refused_beside_the_field(client, ada, email):
    answer = ask(client, email)

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]


def test_an_address_of_somebody_else_is_neither_told_nor_taken(client, ada):
    bela = make_user("bela@example.org")

    known = ask(client, "bela@example.org")
    cache.clear()
    unknown = ask(client, "stranger@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert (address_of(ada), address_of(bela)) == ("ada@example.org", "bela@example.org")
    letters = Message.objects.filter(to="bela@example.org")
    for path in re.findall(
        r"http://testserver(/\S+/confirm-email/\S+)", " ".join(letters.values_list("text", flat=True))
    ):
        client.post(path)
    assert (address_of(ada), address_of(bela)) == ("ada@example.org", "bela@example.org")


def test_asking_for_a_third_address_forgets_the_second(client, ada):
    ask(client)
    second = link()
    ask(client, "ada@third.example")

    assert client.post(second).status_code in (404, 410)
    client.post(link())
    assert address_of(ada) == "ada@third.example"
