"""The optional second step: turned on, asked for, lost, turned off."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from messaging.models import Message
from tests.factories.accounts import PASSWORD, code_now, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ON = "/en/account/second-step/on/"
OFF = "/en/account/second-step/off/"
CODES = "/en/account/second-step/codes/"
LOGIN = "/en/account/login/"
CODE = "/en/account/login/code/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def ada() -> User:
    return make_user()


@pytest.fixture
def protected(ada) -> User:
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    return ada


def is_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def first_step(client):
    return client.post(LOGIN, {"login": "ada@example.org", "password": PASSWORD})


def signed_in_again(client, user):
    client.force_login(user)
    client.post("/en/account/password/again/", {"password": PASSWORD})


def test_it_is_turned_on_with_the_password_and_a_code_and_told_by_mail(client, ada, django_capture_on_commit_callbacks):
    client.force_login(ada)
    assert client.get(ON).url.startswith("/en/account/password/again/")
    client.post("/en/account/password/again/", {"password": PASSWORD})
    page = client.get(ON)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ON, {"code": code_now(page.context["form"].secret)})

    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert answer.url == CODES
    assert len(client.get(CODES).context["unused_codes"]) == 10
    assert Message.objects.get().subject == "The second step is on"


def test_a_wrong_code_turns_nothing_on(client, ada):
    signed_in_again(client, ada)
    client.get(ON)

    answer = client.post(ON, {"code": "abc\x00"})

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_the_password_alone_lets_nobody_in(client, protected):
    assert first_step(client).url == CODE
    assert not is_in(client)

    client.post(CODE, {"code": code_now(SECRET)})

    assert is_in(client)


@pytest.mark.parametrize("said", [{"code": "000000"}, {"code": ""}, {}, {"code": "9" * 10_000}, {"code": "a\x00"}])
def test_what_is_no_code_is_refused_beside_the_field(client, protected, said):
    first_step(client)

    answer = client.post(CODE, said)

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert not is_in(client)


def test_a_code_of_the_list_works_once(client, protected):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    first_step(client)
    client.post(CODE, {"code": code})
    assert is_in(client)
    other = Client()
    first_step(other)

    assert other.post(CODE, {"code": code}).status_code == 422


def test_guessing_codes_is_stopped(client, protected):
    first_step(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    answer = client.post(CODE, {"code": code_now(SECRET)})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert not is_in(client)


def test_it_is_turned_off_with_the_password(client, protected):
    signed_in_again(client, protected)

    client.post(OFF)

    assert not Authenticator.objects.exists()
    client.logout()
    first_step(client)
    assert is_in(client)


def test_secrets_are_not_readable_in_the_database(protected):
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_wagtails_own_door_is_closed_to_whoever_has_a_second_step(client):
    manager = make_user("marta@example.org", is_superuser=True)
    TOTP.activate(manager, SECRET)

    answer = client.post("/admin/login/", {"username": "marta@example.org", "password": PASSWORD})

    assert "second step" in answer.content.decode()
    assert client.get("/admin/").status_code == 302
    assert re.search(r"/admin/login/", client.get("/admin/").url)
