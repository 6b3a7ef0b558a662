"""Where somebody is signed in, and signing out there."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.devices import words_of
from tests.factories.accounts import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

DEVICES = "/en/account/devices/"
LOGIN = "/en/account/login/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
TABLET = "Mozilla/5.0 (Linux; Android 15; SM-X710) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36"


def sign_in(agent: str, email="ada@example.org") -> Client:
    browser = Client(headers={"user-agent": agent})
    assert browser.post(LOGIN, {"login": email, "password": PASSWORD}).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(DEVICES).status_code == 200


def shown(browser: Client) -> list[tuple[str, bool]]:
    return [(device.words, device.here) for device in browser.get(DEVICES).context["devices"]]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Safari on iPhone"),
        (LAPTOP, "Firefox on Linux"),
        (DESK, "Edge on Windows"),
        (TABLET, "Samsung Internet on Android"),
        ("curl/8.9", "Unknown device"),
        ("", "Unknown device"),
        ("Mozilla/5.0 (iPad)", "iPad"),
    ],
)
def test_a_device_is_called_as_its_owner_calls_it(agent, words):
    assert words_of(agent) == words


def test_all_devices_are_listed_this_one_first_and_nobody_elses():
    make_user()
    make_user("bela@example.org")
    sign_in(PHONE)
    sign_in(DESK, "bela@example.org")
    laptop = sign_in(LAPTOP)

    assert shown(laptop) == [("Firefox on Linux", True), ("Safari on iPhone", False)]


def test_one_device_is_signed_out_and_the_others_stay():
    make_user()
    phone, desk, laptop = sign_in(PHONE), sign_in(DESK), sign_in(LAPTOP)
    session = UserSession.objects.get(user_agent=PHONE)

    assert laptop.post(DEVICES, {"device": session.pk}).url == DEVICES

    assert (is_in(phone), is_in(desk), is_in(laptop)) == (False, True, True)


def test_signing_out_everywhere_else_ends_also_what_no_list_knows():
    ada = make_user()
    phone, laptop, unknown = sign_in(PHONE), sign_in(LAPTOP), Client()
    unknown.force_login(ada)

    laptop.post(DEVICES)

    assert (is_in(phone), is_in(unknown), is_in(laptop)) == (False, False, True)
    assert shown(laptop) == [("Firefox on Linux", True)]


@pytest.mark.parametrize("device", ["x", "-1", "0", "9" * 40, "1\x00", "²"])
def test_an_odd_device_signs_nobody_out(device):
    make_user()
    phone, laptop = sign_in(PHONE), sign_in(LAPTOP)

    assert laptop.post(DEVICES, {"device": device}).status_code == 302

    assert (is_in(phone), is_in(laptop)) == (True, True)


def test_nobody_signs_out_somebody_else():
    make_user()
    make_user("bela@example.org")
    phone, bela = sign_in(PHONE), sign_in(DESK, "bela@example.org")

    bela.post(DEVICES, {"device": UserSession.objects.get(user_agent=PHONE).pk})

    assert is_in(phone)


def test_a_changed_password_signs_out_the_other_devices():
    make_user()
    phone, laptop = sign_in(PHONE), sign_in(LAPTOP)

    laptop.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "nine other stones"})

    assert (is_in(phone), is_in(laptop)) == (False, True)


def test_the_list_takes_a_fixed_number_of_queries_for_the_page_itself(django_assert_max_num_queries):
    make_user()
    for _ in range(3):
        sign_in(PHONE)
    laptop = sign_in(LAPTOP)
    laptop.get(DEVICES)

    with django_assert_max_num_queries(30):
        laptop.get(DEVICES)
