"""Attempts are counted, and how an answer is made tells nothing about an address."""

import re

import pytest
from allauth.account import app_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.limits import WAIT
from messaging.models import Message
from tests.factories.accounts import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LOGIN = "/en/account/login/"
SIGNUP = "/en/account/signup/"
RESET = "/en/account/password/reset/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@pytest.fixture
def hashings(monkeypatch):
    """How often a password was hashed, which is what takes time."""
    counted = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        counted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


@pytest.mark.parametrize(
    ("address", "data", "times"),
    [
        (LOGIN, {"login": "not an address"}, 30),
        (SIGNUP, {"email": "not an address"}, 20),
        (RESET, {"email": "ada{}@example.org"}, 20),
        (RESET, {"email": "ada@example.org"}, 5),
    ],
    ids=["login", "signup", "reset", "reset for one address"],
)
def test_asking_too_often_is_answered_with_when_to_come_back(client, address, data, times):
    def ask(number):
        return client.post(address, {name: value.format(number) for name, value in data.items()})

    for number in range(times):
        assert ask(number).status_code in (302, 422)

    answer = ask(times)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "One moment, please" in answer.content.decode() or "Too many attempts" in answer.content.decode()
    assert '<html lang="en" dir="ltr"' in answer.content.decode()


def test_too_many_attempts_with_one_address_leave_others_in(client):
    make_user("bela@example.org")
    for _ in range(6):
        client.post(LOGIN, {"login": "ada@example.org", "password": "wrong"})

    assert client.post(LOGIN, {"login": "bela@example.org", "password": PASSWORD}).status_code == 302


def test_guessing_the_password_behind_a_session_is_stopped(client):
    client.force_login(make_user())
    for _ in range(5):
        client.post("/en/account/password/change/", {"oldpassword": "wrong", "password1": "nine other stones"})

    answer = client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "nine other stones"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")


def test_whoever_waits_as_long_as_told_is_let_in():
    rates = [rate.split("/")[1] for limit in app_settings.RATE_LIMITS.values() if limit for rate in limit.split(",")]

    longest = max(int(each[:-1] or 1) * SECONDS[each[-1]] for each in rates)

    assert longest == WAIT.total_seconds()


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (LOGIN, {"login": "{}", "password": "a wrong password"}),
        (SIGNUP, {"email": "{}", "password1": PASSWORD}),
        (RESET, {"email": "{}"}),
    ],
    ids=["login", "signup", "reset"],
)
def test_a_known_address_takes_the_same_work_and_gets_the_same_answer(client, hashings, address, data):
    make_user("known@example.org")
    make_user("other@example.org")
    found = {}
    client.get(address)
    for who in ("known@example.org", "stranger@example.org"):
        cache.clear()
        client.cookies.clear()
        hashings.clear()
        answer = client.post(address, {name: value.format(who) for name, value in data.items()})
        letters = Message.objects.filter(to=who).count()
        shown = TOKEN.sub("", answer.content.decode().replace(who, ""))
        found[who] = (answer.status_code, answer.headers.get("Location"), shown, len(hashings), letters)

    assert found["known@example.org"] == found["stranger@example.org"]


@pytest.mark.parametrize(
    ("address", "data"),
    [(LOGIN, {"login": "{}", "password": "a wrong password"}), (RESET, {"email": "{}"})],
    ids=["login", "reset"],
)
def test_a_known_address_is_looked_up_with_at_most_one_query_more_or_less(client, address, data):
    make_user("known@example.org")
    counts = []
    for who in ("known@example.org", "stranger@example.org"):
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(address, {name: value.format(who) for name, value in data.items()})
        counts.append(len(queries))

    # One row by its index; what takes time is the password, which is hashed as often.
    assert abs(counts[0] - counts[1]) <= 1
