"""Signing up, proving an address, signing in, choosing a new password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import User
from messaging.models import Message
from tests.factories.accounts import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SIGNUP = "/en/account/signup/"
LOGIN = "/en/account/login/"
RESET = "/en/account/password/reset/"


def link_in(message: Message) -> str:
    """The one address in the plain part that leads into the account."""
    (address,) = set(re.findall(r"http://testserver(/\S+/account/\S+)", message.text))
    return address


def signed_in(client) -> bool:
    return client.get(reverse("accounts:dashboard")).status_code == 200


def sign_up(client, *, email="ada@example.org", language="en", **more):
    data = {"email": email, "password1": PASSWORD, **more}
    return client.post(f"/{language}/account/signup/", data)


def sign_in(client, *, email="ada@example.org", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_somebody_signs_up_proves_the_address_and_is_in(client, proven):
    assert sign_up(client).url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    link = link_in(Message.objects.get())

    assert client.get(link).status_code == 200
    assert EmailAddress.objects.get().verified is False, "looking at the link is not enough: mail scanners do"
    client.post(link)

    assert signed_in(client)
    assert proven == ["ada@example.org"]


def test_who_has_not_proven_the_address_gets_another_letter_and_not_in(client):
    make_user(verified=False)

    answer = sign_in(client)

    assert answer.url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    assert Message.objects.get().to == "ada@example.org"


def test_proving_on_another_device_asks_to_sign_in_there(client, django_client_class):
    sign_up(client)
    elsewhere = django_client_class()

    answer = elsewhere.post(link_in(Message.objects.get()), follow=True)

    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert sign_in(elsewhere).url == reverse("accounts:dashboard")


@pytest.fixture
def django_client_class():
    from django.test import Client

    return Client


def test_a_link_that_was_used_or_forged_has_ended(client):
    sign_up(client)
    link = link_in(Message.objects.get())
    client.post(link)

    assert client.get(link).status_code == 410
    assert client.get("/en/account/confirm-email/forged:key/").status_code == 410
    assert client.post("/en/account/confirm-email/forged:key/").status_code == 404


def test_an_address_counts_once_however_it_is_written(client):
    sign_up(client, email="ADA@Example.org")
    client.post(link_in(Message.objects.get()))
    client.logout()

    assert User.objects.get().email == "ada@example.org"
    assert sign_in(client, email="Ada@EXAMPLE.org").url == reverse("accounts:dashboard")


def test_the_language_of_the_page_becomes_the_persons_language(client):
    sign_up(client, language="ar")

    assert User.objects.get().language == "ar"
    message = Message.objects.get()
    assert message.language == "ar"
    assert '<html lang="ar" dir="rtl">' in message.html
    assert link_in(message).startswith("/ar/account/")


def test_a_new_password_by_mail_lets_in_and_proves_the_address(client, proven):
    make_user(verified=False)
    client.post(RESET, {"email": "ada@example.org"})
    link = link_in(Message.objects.get())

    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "nine other stones"})

    assert signed_in(client)
    assert proven == ["ada@example.org"]
    assert EmailAddress.objects.get().verified is True
    client.logout()
    assert sign_in(client, password=PASSWORD).status_code == 422
    assert sign_in(client, password="nine other stones").status_code == 302


def test_a_reset_link_works_once(client):
    make_user()
    client.post(RESET, {"email": "ada@example.org"})
    link = link_in(Message.objects.get())
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "nine other stones"})
    client.logout()

    assert client.get(link, follow=True).status_code == 410


def test_a_reset_letter_is_in_the_persons_language_not_the_pages(client):
    make_user(language="ar")

    client.post(RESET, {"email": "ada@example.org"})

    message = Message.objects.get()
    assert message.language == "ar"
    assert link_in(message).startswith("/ar/account/password/reset/key/")


def test_a_reset_link_never_takes_its_host_from_the_request(client):
    make_user()

    client.post(RESET, {"email": "ada@example.org"}, headers={"host": "evil.example"})

    message = Message.objects.get()
    assert "evil.example" not in message.text + message.html


def test_a_changed_password_is_told_by_mail(client):
    client.force_login(make_user())

    answer = client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "nine other stones"})

    assert answer.url == reverse("accounts:profile")
    assert signed_in(client)
    assert Message.objects.get().subject == "Your password was changed"


def test_signing_out_asks_first(client):
    client.force_login(make_user())

    assert client.get("/en/account/logout/").status_code == 200
    assert signed_in(client)
    assert client.post("/en/account/logout/").url == "/en/"
    assert not signed_in(client)


# Whether an address has an account is nobody's business ---


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner(client):
    make_user()

    known = sign_up(client, email="ada@example.org")
    client.cookies.clear()
    unknown = sign_up(client, email="elif@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    letters = dict(Message.objects.values_list("to", "subject"))
    assert letters["ada@example.org"] == "You have an account already"
    assert User.objects.count() == 2


def test_asking_for_a_new_password_looks_the_same_for_a_stranger(client):
    make_user()

    known = client.post(RESET, {"email": "ada@example.org"}, follow=True)
    unknown = client.post(RESET, {"email": "stranger@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    letters = dict(Message.objects.values_list("to", "subject"))
    assert letters["stranger@example.org"] == "There is no account for this address"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    make_user()

    def words(answer):
        return answer.context["form"].errors.get_json_data()

    assert words(sign_in(client, password="wrong")) == words(sign_in(client, email="stranger@example.org"))


# Limits, cookies, odd input ---


def test_guessing_a_password_is_stopped_even_if_the_next_guess_is_right(client):
    make_user()
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 422

    answer = sign_in(client)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "Too many attempts" in answer.content.decode()


def test_the_session_is_kept_from_scripts_and_other_sites(client):
    make_user()

    cookie = sign_in(client).cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 24 * 3600)


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_back_never_leads_to_another_site(client, address):
    make_user()

    assert sign_in(client, next=address).url == reverse("accounts:dashboard")


def test_the_way_back_leads_to_the_page_that_asked(client):
    make_user()

    assert client.get(reverse("accounts:profile")).url == f"{LOGIN}?next=/en/account/profile/"
    assert sign_in(client, next="/en/account/profile/").url == "/en/account/profile/"


ODD = [
    "",
    " ",
    "ada",
    "a\x00da@example.org",
    "@",
    "ä" * 300,
    "a" * 100_000 + "@example.org",
    "ada@example.org\r\nBcc: b@c.de",
]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    ("address", "field"), [(LOGIN, "login"), (SIGNUP, "email"), (RESET, "email")], ids=["login", "signup", "reset"]
)
def test_odd_addresses_are_answered_with_words_beside_the_field(client, address, field, value):
    answer = client.post(address, {field: value, "password": PASSWORD, "password1": PASSWORD})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert Message.objects.count() == 0


@pytest.mark.parametrize("password", ["", "short", "password123", "a\x00" * 10, "ada@example.org"])
def test_weak_passwords_are_refused_with_a_reason(client, password):
    answer = sign_up(client, password1=password)

    assert answer.status_code == 422
    assert answer.context["form"].errors["password1"]


@pytest.mark.parametrize(
    "address",
    ["password/reset/key/zzzzzzzzzzzzz-set-password/", "password/reset/key/0-%00/", "password/reset/key/1-abc-def/"],
)
def test_odd_reset_links_have_ended(client, address):
    assert client.get(f"/en/account/{address}", follow=True).status_code == 410


@pytest.mark.parametrize("name", ["password/set/", "reauthenticate/", "2fa/", "phone/verify/"])
def test_pages_of_allauth_that_we_do_not_show_have_no_address(client, name):
    client.force_login(make_user())

    assert client.get(f"/en/account/{name}").status_code == 404
