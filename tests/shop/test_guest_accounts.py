"""A guest sets a password after buying."""

from urllib.parse import urlencode

import pytest

from accounts.models import User
from shop.orders.models import Order
from shop.orders.proof import make_proof
from tests.factories.accounts import make_user
from tests.factories.shop import make_postcard, paid_and_granted

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def page_of(client, address, **query):
    return " ".join(client.get(address, query).content.decode().split())


def order_page(order):
    return f"/en/orders/{order.secret}/"


def test_a_guest_who_comes_by_the_letter_gets_an_account_at_once_with_the_order_in_it(client):
    order = paid_and_granted(make_postcard())
    proof = make_proof(order)
    assert f'value="{proof}"' in page_of(client, order_page(order), proof=proof)

    answer = client.post(
        order_page(order) + "password/", {"password": "three quiet stones", "proof": proof}, follow=True
    )

    user = User.objects.get(email="ada@example.org")
    assert (Order.objects.get().user, answer.context["user"], user.name) == (user, user, "Ada Lindqvist")
    assert "Your account is open" in answer.content.decode()
    assert list(client.get("/en/account/orders/").context["page_of_orders"].object_list) == [order]


@pytest.mark.parametrize("proof", ["", "x", "\x00", "x" * 900])
def test_without_proof_the_address_must_be_confirmed_first(client, proof):
    order = paid_and_granted(make_postcard())

    answer = client.post(order_page(order) + "password/", {"password": "three quiet stones", "proof": proof})

    assert answer.status_code in (302, 422)
    assert (Order.objects.get().user, "_auth_user_id" in client.session) == (None, False)


def test_proof_of_one_order_proves_no_other(client):
    mine = paid_and_granted(make_postcard(), email="eve@example.org")
    hers = paid_and_granted(make_postcard("Lake in May"))

    client.post(order_page(hers) + "password/", {"password": "three quiet stones", "proof": make_proof(mine)})

    assert (Order.objects.get(pk=hers.pk).user, "_auth_user_id" in client.session) == (None, False)


def test_only_whoever_reads_the_mail_learns_that_there_is_an_account(client):
    make_user("ada@example.org")
    order = paid_and_granted(make_postcard())
    Order.objects.update(user=None)
    address = order_page(order) + "password/"

    guess = client.post(address, {"password": "three quiet stones"}, follow=True)
    reader = client.post(address, {"password": "three quiet stones", "proof": make_proof(order)})

    assert "We have written to" in guess.content.decode()
    assert (reader.status_code, "has an account already" in reader.content.decode()) == (422, True)


@pytest.mark.parametrize("password", ["", "short", "password1234", "x" * 6000, "three\x00stones"])
def test_weak_and_ugly_passwords_are_refused_beside_the_field(client, password):
    order = paid_and_granted(make_postcard())

    answer = client.post(
        order_page(order) + "password/",
        urlencode({"password": password, "proof": make_proof(order)}),
        content_type="application/x-www-form-urlencoded",
    )

    assert (answer.status_code, User.objects.count()) == (422, 0)


def test_an_order_in_an_account_takes_no_other_password(client):
    order = paid_and_granted(make_postcard(), user=make_user("ada@example.org"))

    answer = client.post(
        order_page(order) + "password/", {"password": "three quiet stones", "proof": make_proof(order)}
    )

    assert answer.status_code == 404
