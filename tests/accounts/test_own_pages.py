"""The dashboard, the profile, and an account opened by an order."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import registry
from accounts.contract import Panel, register_panel
from accounts.models import User
from accounts.operations import AccountExists, create_account_for_order
from messaging.models import Message
from tests.factories.accounts import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PROFILE = "/en/account/profile/"


def open_account(**values) -> User:
    values = {"email": "ada@example.org", "password": PASSWORD, "language": "en", "proven": True, **values}
    return create_account_for_order(**values)


def test_the_dashboard_shows_what_apps_bring_in_their_order(client, monkeypatch, settings, tmp_path):
    (tmp_path / "panel.html").write_text("<section>{{ word }} {{ request.user.name }}</section>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    monkeypatch.setattr(registry, "_panels", {})
    register_panel(Panel("later", "panel.html", lambda request: {"word": "<later>"}, order=90))
    register_panel(Panel("first", "panel.html", lambda request: {"word": "first"}, order=10))
    register_panel(Panel("silent", "panel.html", lambda request: None))
    client.force_login(make_user())

    page = client.get(reverse("accounts:dashboard")).content.decode()

    first = page.index("<section>first Ada</section>")
    assert page.index("<section>&lt;later&gt; Ada</section>") > first
    assert page.count("<section>") == 2


@pytest.mark.parametrize("name", ["accounts:dashboard", "accounts:profile", "account_change_password"])
def test_own_pages_ask_to_sign_in_and_are_never_kept_by_a_cache(client, name):
    address = reverse(name)

    assert client.get(address).url.startswith("/en/account/login/?next=")
    client.force_login(make_user())
    answer = client.get(address)
    assert answer.status_code == 200
    if name.startswith("accounts:"):
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_profile_is_saved(client):
    user = make_user()
    client.force_login(user)

    assert client.post(PROFILE, {"name": "Ada Lindqvist", "language": "de"}).url == PROFILE

    user.refresh_from_db()
    assert (user.name, user.language) == ("Ada Lindqvist", "de")


@pytest.mark.parametrize(
    "data",
    [{"name": "a" * 151, "language": "en"}, {"name": "a\x00", "language": "en"}, {"name": "", "language": "xx"}, {}],
)
def test_odd_details_are_refused_beside_the_field_and_nothing_is_changed(client, data):
    user = make_user()
    client.force_login(user)

    answer = client.post(PROFILE, data)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    user.refresh_from_db()
    assert (user.name, user.language) == ("Ada", "en")


def test_nobody_makes_themselves_staff_by_the_profile_form(client):
    user = make_user()
    client.force_login(user)

    client.post(
        PROFILE, {"name": "Ada", "language": "en", "is_staff": "1", "is_superuser": "1", "email": "b@example.org"}
    )

    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, "ada@example.org")


def test_an_order_opens_an_account_whose_address_is_proven(proven):
    user = open_account(name="Ada", language="ar")

    assert (user.email, user.name, user.language, user.check_password(PASSWORD)) == (
        "ada@example.org",
        "Ada",
        "ar",
        True,
    )
    assert EmailAddress.objects.get().verified is True
    assert proven == ["ada@example.org"]
    assert Message.objects.count() == 0


def test_an_order_whose_address_is_not_proven_asks_for_it_by_mail(proven):
    open_account(proven=False, language="ar")

    assert EmailAddress.objects.get().verified is False
    assert proven == []
    message = Message.objects.get()
    assert (message.to, message.language) == ("ada@example.org", "ar")


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@example.org", " ada@example.org"])
def test_an_order_does_not_open_a_second_account_nor_change_the_first(email):
    user = make_user()

    with pytest.raises(AccountExists):
        open_account(email=email, password="nine other stones")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["short", "password123", "1234567890"])
def test_an_order_refuses_a_weak_password(password):
    with pytest.raises(ValidationError):
        open_account(password=password)

    assert User.objects.count() == 0
