"""What takes too long: sessions that end and forms that were open for hours. Nothing is lost by it."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from shop.cart.models import Cart
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.shop import make_cart, make_postcard

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

HERE = {"origin": "http://testserver"}
LOGIN = "/en/account/login/"
PROFILE = "/en/account/profile/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def strict() -> Client:
    """A browser whose forms need their token."""
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    browser.force_login(make_user())
    return browser


def hidden(answer) -> dict[str, str]:
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(answer.content.decode())}


def test_a_form_that_was_open_too_long_gives_back_what_was_written_and_takes_it_then(strict):
    written = {"name": 'Ada "L" <b>', "language": "de", "zone": "", "currency": "EUR", "phone": ""}

    answer = strict.post(PROFILE, written | {"csrfmiddlewaretoken": "old"})

    given = hidden(answer)
    assert answer.status_code == 403
    assert {name: given[name] for name in written} == written
    assert strict.post(PROFILE, given).status_code == 302
    assert strict.get(PROFILE).context["form"].initial["name"] == 'Ada "L" <b>'


def test_every_value_of_a_name_comes_back(strict):
    answer = strict.post(PROFILE, {"channels": ["mail", "whatsapp"]})

    assert answer.context["fields"] == [("channels", "mail"), ("channels", "whatsapp")]


def test_a_password_is_not_written_into_a_page(strict):
    answer = strict.post("/en/account/password/change/", {"oldpassword": "secret one", "password1": "secret two"})

    assert answer.status_code == 403
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_what_another_site_sent_does_not_come_back_as_a_button(strict, headers):
    answer = strict.post(PROFILE, {"name": "Mallory"}, headers=headers)

    assert answer.status_code == 403
    assert "Mallory" not in answer.content.decode()


def test_a_session_that_ends_costs_no_cart_and_says_so_once(client):
    ada = make_user()
    make_cart(make_postcard("A lake"), user=ada)
    client.force_login(ada)
    Session.objects.all().delete()

    away = client.get("/en/account/", follow=True)

    said = "You were signed out after a long time. Sign in again: your cart is kept."
    assert away.redirect_chain[-1][0].startswith(LOGIN)
    assert said in away.content.decode()
    assert said not in client.get(LOGIN).content.decode()


def test_what_is_put_into_the_cart_meanwhile_joins_it(client):
    ada = make_user()
    lake, gate = make_postcard("A lake"), make_postcard("A gate")
    make_cart(lake, user=ada)
    client.force_login(ada)
    Session.objects.all().delete()

    client.post("/en/cart/add/", {"offer": gate.key, "quantity": "1"}, headers=HERE)
    client.post(LOGIN, {"login": "ada@example.org", "password": PASSWORD})

    assert set(Cart.objects.get(user=ada).lines.values_list("offer", flat=True)) == {lake.pk, gate.pk}
    assert Cart.objects.count() == 1


def test_whoever_never_signed_in_is_told_nothing(client):
    assert not list(client.get(LOGIN).context["messages"])
    client.cookies["sessionid"] = ""
    assert not list(client.get(LOGIN).context["messages"])
