"""What takes too long: sessions that end and forms that were open for hours. Nothing is lost by it."""

import re
import time
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
STAY = "/en/account/stay/"
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


def test_whoever_is_here_is_not_signed_out_by_the_clock(client, settings):
    client.force_login(make_user())
    client.get(PROFILE)
    run_down(client, left=settings.SESSION_COOKIE_AGE / 2 - 60)

    client.get(PROFILE)

    assert client.get(STAY).json()["left"] >= settings.SESSION_COOKIE_AGE - 5
    assert client.cookies["sessionid"]["max-age"] == settings.SESSION_COOKIE_AGE


def test_the_end_is_asked_for_without_putting_it_off_and_put_off_by_a_button(client, settings):
    client.force_login(make_user())
    client.get(PROFILE)
    run_down(client, left=200)

    assert 195 <= client.get(STAY).json()["left"] <= 200
    assert 195 <= client.get(STAY).json()["left"] <= 200
    client.post(STAY, headers={"sec-fetch-mode": "cors"})

    assert client.get(STAY).json()["left"] >= settings.SESSION_COOKIE_AGE - 5


def test_a_member_is_warned_and_a_visitor_is_not(client):
    assert "data-session=" not in client.get(LOGIN).content.decode()
    client.force_login(make_user())

    page = client.get(PROFILE).content.decode()

    assert re.search(r'<div class="session-end" role="status" data-session="/en/account/stay/">', page)


def test_a_form_sent_after_the_session_comes_back_once_its_member_has_signed_in(client):
    client.force_login(make_user())
    client.get(PROFILE)
    written = {"name": "Ada <L>", "language": "de", "zone": "", "currency": "EUR", "phone": ""}
    Session.objects.all().delete()

    away = client.post(PROFILE, written | {"password": "secret"})
    back = client.post(away.url, {"login": "ada@example.org", "password": PASSWORD, "next": PROFILE})
    given = client.get(back.url)

    assert given.templates[0].name == "pages/given_back.html"
    assert "secret" not in given.content.decode()
    assert {name: hidden(given)[name] for name in written} == written
    assert client.post(PROFILE, hidden(given)).status_code == 302
    page = client.get(PROFILE)
    assert page.context["form"].initial["name"] == "Ada <L>"


def test_details_of_the_checkout_come_back_with_the_members_cart(client):
    ada = make_user()
    make_cart(make_postcard("A lake"), user=ada)
    client.force_login(ada)
    client.get("/en/checkout/")
    details = {"email": "ada@example.org", "name": "Ada at the lake", "country": "DE"}
    Session.objects.all().delete()

    away = client.post("/en/checkout/", details)
    client.post(LOGIN, {"login": "ada@example.org", "password": PASSWORD, "next": "/en/checkout/"})
    given = client.get("/en/checkout/")

    assert away.url == f"{LOGIN}?next=/en/checkout/"
    assert hidden(given)["name"] == "Ada at the lake"
    assert client.get("/en/checkout/").templates[0].name == "pages/checkout.html"


def test_what_a_script_sent_or_is_too_long_is_not_kept(client):
    client.post(PROFILE, {"name": "a"}, headers={"sec-fetch-mode": "cors"})
    client.post(PROFILE, {"name": "a" * 200_000})

    assert "written" not in client.session


def run_down(client, *, left: float) -> None:
    """Time goes by, until so many seconds are left."""
    session = client.session
    session["until"] = int(time.time() + left)
    session.save()
