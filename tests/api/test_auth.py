"""Signing up, in and out as programs do it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from accounts.models import User
from messaging.models import Message
from tests.api.conftest import code_of
from tests.factories.accounts import PASSWORD, code_now, make_user
from tests.factories.shop import make_walk

pytestmark = pytest.mark.django_db
SESSION, LOGIN, LOGOUT, REGISTER = (f"/api/auth/{name}" for name in ("session", "login", "logout", "register"))
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADA = {"email": "ada@example.org", "password": PASSWORD}


def test_a_stranger_is_nobody_and_gets_no_cookie(program):
    answer = program.get(SESSION)

    assert answer.json() == {"signed_in": False, "email": None, "name": None, "csrf_token": None}
    assert not answer.cookies


def test_signing_in_brings_a_session_and_the_token_for_changes(program):
    make_user()

    answer = program.send("POST", LOGIN, ADA)

    assert (answer.status_code, answer.json()["signed_in"], answer.json()["email"]) == (200, True, "ada@example.org")
    token = answer.json()["csrf_token"]
    assert program.get(SESSION).json()["signed_in"] is True
    assert program.add(make_walk().key, **{"x-csrftoken": token}).status_code == 200


def test_what_lay_in_the_guests_cart_comes_along(program):
    make_user()
    program.add(make_walk("Dawn walk").key)

    program.send("POST", LOGIN, ADA)

    assert [line["title"] for line in program.get("/api/cart").json()["lines"]] == ["Dawn walk"]


def test_the_second_step_is_sent_with_the_first(program):
    ada = make_user()
    TOTP.activate(ada, SECRET)

    assert code_of(program.send("POST", LOGIN, ADA)) == (403, "second-step-needed")
    assert program.get(SESSION).json()["signed_in"] is False
    assert code_of(program.send("POST", LOGIN, ADA | {"code": "000000"})) == (422, "invalid-input")
    assert program.send("POST", LOGIN, ADA | {"code": code_now(SECRET)}).json()["signed_in"] is True


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(program, email):
    make_user()

    answer = program.send("POST", LOGIN, {"email": email, "password": "not this one"})

    assert code_of(answer) == (401, "wrong-credentials")
    assert "WWW-Authenticate" in answer.headers
    assert not program.cookies.get("sessionid")


def test_guessing_is_stopped_with_the_attempts_on_the_page_counted_in(program):
    make_user()
    for _ in range(3):
        program.send("POST", LOGIN, {"email": "ada@example.org", "password": "a guess"})
    for _ in range(2):
        program.send("POST", LOGIN, {"email": "ada@example.org", "password": "a guess"})

    answer = program.send("POST", LOGIN, ADA)

    assert code_of(answer) == (429, "too-many-attempts")
    assert answer.headers["Retry-After"] == "300"


def test_signing_in_by_another_site_is_refused(program):
    make_user()

    assert code_of(program.send("POST", LOGIN, ADA, origin="https://evil.example")) == (403, "foreign-origin")


def test_signing_up_by_another_site_is_refused(program):
    assert code_of(program.send("POST", REGISTER, ADA, origin="https://evil.example")) == (403, "foreign-origin")
    assert not User.objects.exists()


def test_whoever_is_signed_in_signs_out_with_their_token(program):
    token = program.sign_in(make_user())

    assert code_of(program.send("POST", LOGOUT)) == (403, "csrf")
    assert program.send("POST", LOGOUT, **{"x-csrftoken": token}).status_code == 204
    assert program.get(SESSION).json()["signed_in"] is False
    assert program.send("POST", LOGOUT).status_code == 204


def test_a_second_account_is_not_signed_into_over_the_first(program):
    token = program.sign_in(make_user())

    assert code_of(program.send("POST", LOGIN, ADA, **{"x-csrftoken": token})) == (409, "signed-in")


def test_signing_up_sends_a_letter_and_opens_nothing_before_it_is_answered(program):
    answer = program.send("POST", REGISTER, {"email": "new@example.org", "password": "a lake without a wave"})

    assert answer.status_code == 202
    assert Message.objects.get(to="new@example.org").kind.startswith("account.email_confirmation")
    signing_in = {"email": "new@example.org", "password": "a lake without a wave"}
    assert code_of(program.send("POST", LOGIN, signing_in)) == (403, "address-unproven")
    assert program.get(SESSION).json()["signed_in"] is False


def test_signing_up_does_not_tell_whether_there_was_an_account(program):
    make_user()

    known = program.send("POST", REGISTER, {"email": "ada@example.org", "password": "a lake without a wave"})
    new = program.send("POST", REGISTER, {"email": "new@example.org", "password": "a lake without a wave"})

    assert (known.status_code, known.content) == (new.status_code, new.content)
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_a_weak_password_and_no_address_are_said_beside_their_fields(program):
    answer = program.send("POST", REGISTER, {"email": "no address", "password": "short"})

    assert code_of(answer) == (422, "invalid-input")
    assert {error["field"] for error in answer.json()["errors"]} == {"email", "password"}


UGLY = ["", "a\x00b", "\ud800", "①", "x" * 6000, "a\r\nBcc: b@example.org", None, True, [], {}, 1]


@pytest.mark.parametrize("ugly", UGLY, ids=lambda value: ascii(value)[:20])
def test_every_field_bears_everything(program, ugly):
    for path in (LOGIN, REGISTER):
        for field in ("email", "password", "code"):
            status, _code = code_of(program.send("POST", path, ADA | {field: ugly}))
            assert status in (401, 422, 429)
