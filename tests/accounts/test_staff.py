"""People in Wagtail's administration: the same person, with one name and an e-mail address."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = User.objects.create_superuser("cleo@example.org", PASSWORD, name="Cleo")
    client.force_login(user)
    return user


def test_staff_sign_in_to_wagtail_with_their_address(client):
    User.objects.create_superuser("cleo@example.org", PASSWORD)

    answer = client.post("/admin/login/", {"username": "cleo@example.org", "password": PASSWORD, "next": "/admin/"})

    assert answer.url == "/admin/"


def test_a_buyer_does_not_come_into_the_administration(client):
    client.force_login(make_user())

    assert client.get("/admin/", follow=True).redirect_chain[0][0].startswith("/admin/login/")


def test_people_are_listed_and_found_by_name_and_address(client, manager):
    make_user(name="Ada Lindqvist")

    assert "Ada Lindqvist" in client.get("/admin/users/").content.decode()
    assert "Ada Lindqvist" in client.get("/admin/users/results/?q=Lindqvist").content.decode()
    assert "Ada Lindqvist" in client.get("/admin/users/results/?q=ada@example").content.decode()
    assert "Ada Lindqvist" not in client.get("/admin/users/results/?q=nobody").content.decode()


@pytest.mark.parametrize("order", ["name", "-name", "email", "last_login"])
def test_people_are_listed_in_any_order(client, manager, order):
    assert client.get(f"/admin/users/?ordering={order}").status_code == 200


def test_a_person_is_added(client, manager):
    assert client.get("/admin/users/new/").status_code == 200

    client.post(
        "/admin/users/new/",
        {
            "email": "bela@example.org",
            "name": "Bela",
            "language": "de",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": [Group.objects.get(name="Editors").id],
        },
    )

    bela = User.objects.get(email="bela@example.org")
    assert (bela.name, bela.language, bela.check_password(PASSWORD)) == ("Bela", "de", True)
    assert bela.groups.get().name == "Editors"


def test_a_person_is_changed(client, manager):
    user = make_user()
    assert client.get(f"/admin/users/edit/{user.id}/").status_code == 200

    client.post(
        f"/admin/users/edit/{user.id}/",
        {"email": user.email, "name": "Ada L.", "language": "es", "is_active": "on", "password1": "", "password2": ""},
    )

    user.refresh_from_db()
    assert (user.name, user.language, user.is_active, user.check_password(PASSWORD)) == ("Ada L.", "es", True, True)


def test_an_address_that_is_taken_is_refused(client, manager):
    make_user()
    data = {"email": "ADA@example.org", "name": "", "language": "en", "password1": PASSWORD, "password2": PASSWORD}

    answer = client.post("/admin/users/new/", data)

    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


def test_staff_change_their_own_name(client, manager):
    page = client.get("/admin/account/")
    assert page.status_code == 200
    data = {
        f"{panel.name}-{name}": field.value() or ""
        for panel in page.context["panels_by_tab"].values()
        for panel in panel
        for form in [panel.get_form()]
        for name, field in ((f.name, f) for f in form)
    }

    client.post("/admin/account/", data | {"name_email-name": "Cleo K."})

    manager.refresh_from_db()
    assert manager.name == "Cleo K."
