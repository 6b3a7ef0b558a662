"""Nobody gets the newsletter who has not said yes in a letter of their own, and everybody leaves by one press."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.privacy.operations import delete_account
from messaging.models import Message, Subscription
from messaging.newsletter.operations import NoSuchProof, ask, confirm, leave, leaving_key, turn
from messaging.tasks import forget
from tests.factories.accounts import make_user
from tests.factories.messaging import make_subscription

pytestmark = pytest.mark.django_db

HERE = {"origin": "http://testserver"}
JOIN = "/en/newsletter/join/"


@pytest.fixture
def browser():
    cache.clear()
    return Client(headers=HERE, enforce_csrf_checks=True)


def link_in_letter() -> str:
    return re.search(r"http://testserver(\S+/newsletter/confirm/\S+)", Message.objects.latest("id").text)[1]


def state(address="ada@example.org") -> str:
    return Subscription.objects.get(address=address).state


def test_asking_writes_one_letter_and_only_its_button_says_yes(browser, settings):
    settings.PUBLIC_URL = "http://testserver"

    answer = browser.post("/de/newsletter/join/", {"email": "Ada@Example.org"})
    link = link_in_letter()
    looked_at = browser.get(link)

    assert (answer.status_code, answer.url) == (302, "/de/newsletter/asked/")
    assert not answer.cookies
    assert link.startswith("/de/")
    assert (looked_at.status_code, state()) == (200, "asked")

    browser.post(link)
    browser.post(link)

    row = Subscription.objects.get()
    assert (row.state, row.language) == ("confirmed", "de")
    assert row.wording in looked_at.content.decode()
    assert row.proof not in link


def test_the_answer_is_the_same_for_an_address_that_is_known(browser):
    make_subscription()

    known, new = (browser.post(JOIN, {"email": email}) for email in ("ada@example.org", "bela@example.org"))

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert list(Message.objects.values_list("to", flat=True)) == ["bela@example.org"]


def test_asking_again_soon_writes_nothing_and_later_a_new_letter():
    at = timezone.now()
    for later in (0, 5, 20):
        ask(address="ada@example.org", language="en", at=at + timedelta(minutes=later))

    assert Message.objects.count() == 2


def test_a_form_from_elsewhere_or_without_origin_is_refused():
    elsewhere = Client(headers={"origin": "https://evil.example"}).post(JOIN, {"email": "ada@example.org"})

    assert elsewhere.status_code == Client().post(JOIN, {"email": "ada@example.org"}).status_code == 403
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("address", ["", "ada", "ada@", "a\x00da@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_said_beside_the_field(browser, address):
    answer = browser.post(JOIN, {"email": address})

    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()


def test_too_many_forms_are_told_to_wait(browser):
    answers = [browser.post(JOIN, {"email": f"a{number}@example.org"}).status_code for number in range(11)]

    assert answers == [302] * 10 + [429]


def test_a_mail_program_ends_it_by_one_post_without_cookie_token_or_origin():
    row = make_subscription()
    address = f"/en/newsletter/leave/{leaving_key(row)}/"

    looked_at = Client().get(address)
    before = state()
    pressed = [
        Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)
    ]

    assert (looked_at.status_code, before) == (200, "confirmed")
    assert (pressed, state()) == ([200, 200], "ended")


def test_a_forged_key_ends_nothing():
    row = make_subscription()

    assert Client().post(f"/en/newsletter/leave/{row.pk}:forged/").status_code == 410
    assert state() == "confirmed"


def test_an_old_link_brings_nobody_back(settings):
    settings.PUBLIC_URL = "http://testserver"
    at = timezone.now()
    ask(address="ada@example.org", language="en", at=at)
    proof = link_in_letter().strip("/").split("/")[-1]

    with pytest.raises(NoSuchProof):
        confirm(proof=proof, at=at + timedelta(days=15))
    confirm(proof=proof, at=at)
    leave(key=leaving_key(Subscription.objects.get()), at=at)
    with pytest.raises(NoSuchProof):
        confirm(proof=proof, at=at)

    assert state() == "ended"


def test_in_an_account_a_proven_address_joins_at_once_and_leaves_at_once():
    ada, at = make_user(), timezone.now()

    turn(user=ada, on=True, at=at)
    assert state() == "confirmed"

    turn(user=ada, on=False, at=at)
    assert state() == "ended"
    assert not Message.objects.exists()


def test_what_was_not_answered_is_forgotten_and_who_reads_is_kept():
    long_ago = timezone.now() - timedelta(days=31)
    make_subscription("never@example.org", state="asked", asked_at=long_ago)
    make_subscription("reader@example.org", asked_at=long_ago)
    make_subscription("left@example.org", state="ended", asked_at=long_ago)

    forget()

    assert set(Subscription.objects.values_list("address", flat=True)) == {"reader@example.org", "left@example.org"}


def test_with_the_account_goes_the_newsletter():
    ada = make_user()
    make_subscription()
    make_subscription("bela@example.org")

    delete_account(user=ada, at=timezone.now())

    assert list(Subscription.objects.values_list("address", flat=True)) == ["bela@example.org"]


def test_the_form_in_the_footer_gives_no_cookie(client):
    answer = client.get("/en/people/")

    assert 'action="/en/newsletter/join/"' in answer.content.decode()
    assert not answer.cookies


def test_the_switch_among_somebodys_details_moves_only_when_it_is_moved(client):
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    details = {"name": "Ada", "language": "en"}

    client.post("/en/account/profile/", details)
    assert not Subscription.objects.exists()
    client.post("/en/account/profile/", {**details, "switch_newsletter": "on"})
    assert state() == "confirmed"
    assert re.search(r'name="switch_newsletter"[^>]* checked', client.get("/en/account/profile/").content.decode())
    client.post("/en/account/profile/", details)

    assert state() == "ended"
