"""Anybody may write to the shop; nothing they typed is lost, and programs are kept away without asking anybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.privacy.operations import delete_account
from home.contact.forms import SALT
from home.contact.models import ContactMessage
from home.contact.operations import write
from home.site_frame import SiteFrame
from home.tasks import forget_messages
from messaging.mail import compose
from messaging.models import Message
from shop.desk.attention import needs_a_person
from storefront.unanswered import unanswered
from tests.factories.accounts import make_user
from tests.factories.courses import make_locale
from tests.factories.shop import make_order, make_postcard

pytestmark = pytest.mark.django_db

ADDRESS = "/en/write-to-us/"
SAID = {"name": "Ada", "email": "ada@example.org", "topic": "other", "order_number": "", "text": "Is the lake warm?"}


@pytest.fixture
def browser():
    cache.clear()
    return Client(headers={"origin": "http://testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def shop_mail(db):
    SiteFrame.objects.create(locale=make_locale("en"), name="Stillpoint", email="hello@stillpoint.example")


class Earlier(signing.TimestampSigner):
    def timestamp(self) -> str:
        return signing.b62_encode(int((timezone.now() - timedelta(minutes=1)).timestamp()))


def filled(**values) -> dict:
    return {**SAID, "shown": Earlier(salt=SALT).sign("shown"), **values}


def test_what_somebody_writes_is_stored_and_mailed_so_that_answers_reach_them(browser, shop_mail):
    answer = browser.post(ADDRESS, filled(), follow=True)

    letter = Message.objects.get()
    assert "Your message has arrived" in answer.content.decode()
    assert ContactMessage.objects.get().text == "Is the lake warm?"
    assert letter.to == "hello@stillpoint.example"
    assert compose(letter).message()["Reply-To"] == "ada@example.org"


def test_without_an_address_of_the_shop_it_is_stored_all_the_same(browser):
    browser.post(ADDRESS, filled())

    assert (ContactMessage.objects.count(), Message.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"website": "https://x.example"}, "Please leave the field empty that says so"),
        ({"shown": ""}, "That was very fast"),
        ({"shown": "shown:1:forged"}, "That was very fast"),
        ({"text": "Is the lake warm? http://a http://b www.c"}, "at most two links"),
        ({"text": "Is the lake warm?" + "x" * 5000}, "at most 5,000 signs"),
        ({"email": "ada"}, "valid email address"),
        ({"topic": "weather"}, "Select a valid choice"),
        ({"name": "A\x00da"}, "Null characters are not allowed"),
    ],
)
def test_what_is_refused_says_why_and_stays_typed(browser, changed, sentence):
    answer = browser.post(ADDRESS, filled(**changed))

    html = answer.content.decode()
    assert (answer.status_code, ContactMessage.objects.count()) == (422, 0)
    assert sentence in html
    assert "Is the lake warm?" in html


def test_what_comes_at_once_after_the_form_was_shown_is_asked_for_again(browser):
    answer = browser.post(ADDRESS, filled(shown=signing.TimestampSigner(salt=SALT).sign("shown")))

    assert (answer.status_code, ContactMessage.objects.count()) == (422, 0)
    assert "That was very fast" in answer.content.decode()


def test_too_many_messages_are_told_to_wait_and_stay_typed(browser):
    answers = [browser.post(ADDRESS, filled()) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Is the lake warm?" in answers[-1].content.decode()


def test_a_form_from_another_site_is_refused():
    assert Client(headers={"origin": "https://evil.example"}).post(ADDRESS, filled()).status_code == 403


def test_the_form_gives_no_cookie_and_takes_a_topic(client):
    answer = client.get(ADDRESS, {"topic": "accessibility"})

    assert not answer.cookies
    assert '<option value="accessibility" selected>' in answer.content.decode()


def test_staff_list_what_was_written_and_say_that_it_is_answered(client):
    message = write(at=timezone.now(), language="en", **SAID)
    staff = make_user("marta@example.org", is_superuser=True)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")

    assert "Ada" in client.get("/admin/contact-messages/").content.decode()
    assert "Is the lake warm?" in client.get(f"/admin/contact-messages/edit/{message.pk}/").content.decode()
    client.post(f"/admin/contact-messages/edit/{message.pk}/", {"answered": "on"})

    message.refresh_from_db()
    assert (message.answered, message.text) == (True, "Is the lake warm?")


def test_with_the_account_goes_what_was_written(shop_mail):
    ada = make_user()
    write(at=timezone.now(), language="en", **SAID)
    write(at=timezone.now(), language="en", **SAID | {"email": "bela@example.org"})

    delete_account(user=ada, at=timezone.now())

    assert list(ContactMessage.objects.values_list("email", flat=True)) == ["bela@example.org"]
    assert Message.objects.filter(to="hello@stillpoint.example").count() == 1


def test_what_has_no_answer_needs_a_person_until_one_click_says_it_has(client, make_desk):
    order = make_order(make_postcard(), email="ada@example.org")
    message = write(at=timezone.now(), language="en", **SAID | {"order_number": order.number.lower()})
    write(at=timezone.now(), language="en", **SAID | {"order_number": order.number, "email": "eve@example.org"})
    desk = make_desk("view_order", "change_contactmessage")

    mine, eves = needs_a_person().concerns
    assert (mine.words, mine.order, eves.order) == ("Ada has written: Something else", order, None)
    (mend,) = mine.mends
    assert mend.url in desk.get("/admin/orders/needs-a-person/").content.decode()
    assert "Is the lake warm?" in desk.get(mend.url).content.decode()
    for _ in range(2):
        desk.post(mend.url)

    assert [concern.key for concern in needs_a_person().concerns] == [eves.key]
    assert ModelLogEntry.objects.filter(action="home.contact.answer").count() == 1
    assert ContactMessage.objects.get(pk=message.pk).answered


def test_who_may_not_answer_says_nothing_is_answered(client, make_desk):
    message = write(at=timezone.now(), language="en", **SAID)
    desk = make_desk("view_order")

    desk.post(f"/admin/contact-messages/answered/{message.pk}/")

    assert not ContactMessage.objects.get().answered


def test_the_list_of_what_needs_a_person_asks_the_same_for_many(django_assert_num_queries):
    write(at=timezone.now(), language="en", **SAID | {"order_number": "NONE"})
    with django_assert_num_queries(2):
        assert len(list(unanswered(200))) == 1
    for _ in range(3):
        write(at=timezone.now(), language="en", **SAID | {"order_number": "NONE"})

    with django_assert_num_queries(2):
        assert len(list(unanswered(200))) == 4


def test_answered_messages_are_forgotten_after_a_year_and_waiting_ones_are_not(shop_mail, settings):
    now = timezone.now()
    old = now - timedelta(days=settings.CONTACT_KEPT_DAYS, minutes=1)
    answered = {"answered": True}
    for at, more in ((old, answered), (old, {}), (now, answered)):
        write(at=at, language="en", **SAID, **more)

    forget_messages()
    forget_messages()

    assert [(message.written_at == old, message.answered) for message in ContactMessage.objects.order_by("pk")] == [
        (True, False),
        (False, True),
    ]


@pytest.fixture
def make_desk(client):
    """Somebody of the staff with just these rights."""

    def made(*codenames: str):
        marta = make_user("marta@example.org")
        marta.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
        client.force_login(marta, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made
