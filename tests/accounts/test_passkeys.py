"""Passkeys: a device is added, named, lets in, is removed. The device here is software that answers as devices do."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.privacy.export import everything
from messaging.models import Message
from tests.accounts.device import ORIGIN, Device
from tests.factories.accounts import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

HERE = {"HTTP_HOST": urlsplit(ORIGIN).netloc}
LIST = "/en/account/passkeys/"
ADD = "/en/account/passkeys/add/"
LOGIN = "/en/account/login/passkey/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.ALLOWED_HOSTS = ["localhost"]


@pytest.fixture
def ada():
    return make_user()


@pytest.fixture
def device(ada) -> Device:
    """Ada's telephone, which is a passkey of hers."""
    return add(ada, Device())[0]


def signed_in_again(user) -> Client:
    client = Client(headers={"host": HERE["HTTP_HOST"]})
    client.force_login(user)
    client.post("/en/account/password/again/", {"password": PASSWORD})
    return client


def add(user, device: Device, *, name: str = "My telephone"):
    client = signed_in_again(user)
    asked = json.loads(client.get(ADD).context["options"])
    return device, client.post(ADD, {"name": name, "credential": device.create(asked)})


def stranger() -> Client:
    return Client(headers={"host": HERE["HTTP_HOST"]})


def sign_in(client, device: Device, **more):
    asked = client.get(LOGIN, headers={"accept": "application/json"}).json()["request_options"]
    return client.post(LOGIN, {"credential": device.get(asked), **more})


def is_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_a_device_is_added_with_the_password_and_told_by_mail(ada, django_capture_on_commit_callbacks):
    client = stranger()
    client.force_login(ada)
    assert client.get(ADD).url.startswith("/en/account/password/again/")

    with django_capture_on_commit_callbacks(execute=True):
        _, answer = add(ada, Device())

    assert answer.url == LIST
    assert "My telephone" in client.get(LIST).content.decode()
    assert Message.objects.get().subject == "A passkey was added"
    assert Authenticator.objects.count() == 1  # no codes for a second step that is not on


def test_it_lets_in_and_leads_where_one_wanted_to_go(ada, device):
    client = stranger()

    answer = sign_in(client, device, next="/en/account/orders/")

    assert answer.url == "/en/account/orders/"
    assert is_in(client)


def test_the_password_works_as_before(ada, device):
    client = stranger()

    client.post("/en/account/login/", {"login": "ada@example.org", "password": PASSWORD})

    assert is_in(client)


def test_an_answer_lets_in_once(ada, device):
    client, other = stranger(), stranger()
    asked = client.get(LOGIN, headers={"accept": "application/json"}).json()["request_options"]
    said = device.get(asked)
    client.post(LOGIN, {"credential": said})
    other.get(LOGIN, headers={"accept": "application/json"})

    answer = other.post(LOGIN, {"credential": said})

    assert answer.status_code == 422
    assert "does not belong to an account here" in answer.content.decode()
    assert not is_in(other)


def test_a_device_that_was_not_opened_lets_nobody_in(ada, device):
    client = stranger()
    device.opened = False

    assert sign_in(client, device).status_code == 422
    assert not is_in(client)


def test_another_device_in_somebodys_name_lets_nobody_in(ada, device):
    client = stranger()
    thief = Device(identity=device.identity, owner=device.owner)

    assert sign_in(client, thief).status_code == 422
    assert not is_in(client)


NONSENSE = [
    "",
    "null",
    "[]",
    "7",
    "{",
    '{"response": 7}',
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    '{"id": "\\u0000", "rawId": "AA", "type": "x", "response": {"clientDataJSON": "e30", "attestationObject": "AA",'
    ' "authenticatorData": "AA", "signature": "AA", "userHandle": "\\u0000"}}',
]


@pytest.mark.parametrize("said", NONSENSE)
def test_what_is_no_answer_of_a_device_is_refused_with_words(ada, device, said):
    client = stranger()
    client.get(LOGIN, headers={"accept": "application/json"})
    member = signed_in_again(ada)
    member.get(ADD)

    for answer in (client.post(LOGIN, {"credential": said}), member.post(ADD, {"name": "x", "credential": said})):
        assert answer.status_code == 422
        assert "does not belong to an account here" in answer.content.decode()
    assert Authenticator.objects.count() == 1


def test_of_what_a_browser_sends_only_what_is_needed_is_kept(ada):
    _, answer = add(ada, Device(extra={"tracking": "a\x00b"}))

    assert answer.url == LIST
    assert "tracking" not in str(Authenticator.objects.get().data)


def test_it_is_renamed_and_removed(ada, device, django_capture_on_commit_callbacks):
    client = signed_in_again(ada)
    passkey = Authenticator.objects.get()
    assert client.post(f"{LIST}{passkey.pk}/name/", {"name": " " * 3}).status_code == 422

    client.post(f"{LIST}{passkey.pk}/name/", {"name": "Old telephone"})
    assert "Old telephone" in client.get(LIST).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}{passkey.pk}/remove/")

    assert sign_in(stranger(), device).status_code == 422
    assert Message.objects.filter(subject="A passkey was removed").count() == 1


def test_nobody_touches_a_passkey_of_somebody_else(device):
    bela = signed_in_again(make_user("bela@example.org"))
    passkey = Authenticator.objects.get()

    for act in ("name", "remove"):
        assert bela.post(f"{LIST}{passkey.pk}/{act}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().wrap().name == "My telephone"


def test_with_the_second_step_on_a_passkey_takes_the_place_of_the_code(ada, device):
    TOTP.activate(ada, SECRET)
    by_itself, after_the_password = stranger(), stranger()

    sign_in(by_itself, device)
    after_the_password.post("/en/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert not is_in(after_the_password)
    asked = json.loads(after_the_password.get("/en/account/login/code/").context["options"])
    after_the_password.post("/en/account/login/code/", {"credential": device.get(asked)})

    assert is_in(by_itself)
    assert is_in(after_the_password)


def test_a_passkey_is_asked_again_before_something_weighty_changes(ada, device):
    client = stranger()
    client.force_login(ada)
    page = client.get("/en/account/password/again/", {"next": ADD})
    (way,) = page.context["reauthentication_alternatives"]
    assert parse_qs(urlsplit(way["url"]).query) == {"next": [ADD]}
    wrong = client.post(way["url"], {"credential": "{}"})

    asked = json.loads(client.get(way["url"]).context["options"])
    answer = client.post(way["url"], {"credential": device.get(asked)})

    assert wrong.status_code == 422
    assert answer.url == ADD
    assert client.get(ADD).status_code == 200


def test_its_name_is_told_to_its_owner(ada, device, django_user_model):
    from django.utils import timezone

    (step,) = everything(ada, at=timezone.now())["accounts"]["second_steps"]
    assert (step["type"], step["name"]) == ("webauthn", "My telephone")
