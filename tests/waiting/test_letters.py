"""What whoever waits is written: that they are offered something, that they let it pass; and who is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation

from messaging.models import Message
from shop.offers.models import Offer
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.queries import again_address
from tests.factories.payments import do_all_work
from tests.factories.shop import NOON
from tests.factories.waiting import make_waiting
from tests.waiting.test_lists import join, pay_back, sold_out

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_the_letter_of_an_offer_goes_once_in_the_language_of_who_waits():
    offer, order = sold_out(size=1)
    entry = make_waiting(offer, language="de", at=timezone.now())
    pay_back(order)
    do_all_work()
    do_all_work()

    letter = Message.objects.get(kind="waiting_offer")
    assert (letter.to, letter.language, entry.secret in letter.text) == ("ada@example.org", "de", True)


def test_who_lets_an_offer_pass_is_told_once_and_how_to_wait_again():
    offer, order = sold_out(size=1)
    ada = make_waiting(offer, language="de", at=timezone.now())
    bela = make_waiting(offer, "bela@example.org", at=timezone.now())
    pay_back(order)
    do_all_work()

    later = timezone.now() + timedelta(hours=settings.SHOP_WAITING_HOURS, minutes=1)
    assert [operations.let_lapse(at=later), operations.let_lapse(at=later)] == [1, 0]
    do_all_work()

    ada.refresh_from_db()
    bela.refresh_from_db()
    letter = Message.objects.get(kind="waiting_lapsed")
    assert (ada.state, bela.state) == ("lapsed", "offered")
    assert (letter.to, letter.language) == ("ada@example.org", "de")
    with translation.override("de"):
        assert again_address(ada) in letter.text


def test_nobody_is_asked_to_wait_again_for_what_is_not_sold_any_more():
    offer, order = sold_out(size=1)
    make_waiting(offer, at=timezone.now())
    pay_back(order)
    do_all_work()
    Offer.objects.update(stopped=True)

    operations.let_lapse(at=timezone.now() + timedelta(hours=settings.SHOP_WAITING_HOURS, minutes=1))
    do_all_work()

    assert "?offer=" not in Message.objects.get(kind="waiting_lapsed").text


def test_who_says_no_gets_no_letter_about_the_time():
    offer, order = sold_out(size=1)
    entry = make_waiting(offer, at=timezone.now())
    pay_back(order)
    do_all_work()

    operations.decline(secret=entry.secret, at=timezone.now())
    do_all_work()

    assert not Message.objects.filter(kind="waiting_lapsed").exists()


def test_an_address_that_says_nothing_is_forgotten():
    offer, _order = sold_out()
    join(offer)

    operations.forget_unproven(at=NOON + timedelta(days=15))

    assert not Waiting.objects.exists()
