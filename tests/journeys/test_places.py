"""Places of what is limited: asked for more time, lost, waited for, given back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import ways
from tests.journeys.devices import ENGLISH, in_every_way
from tests.journeys.running import RunningShop

pytestmark = pytest.mark.journey
EVENT, SOLD_OUT = "a-weekend-of-silence", "breath-and-cold-water"
AS_MANY_AS_WAIT = """
from shop.contract import set_quota
from shop.waiting.models import Waiting
quota = Waiting.objects.get(address="{email}").offer.quotas.get()
waiting = sum(Waiting.objects.waits(quota).values_list("quantity", flat=True))
set_quota(quota.key, size=quota.size + waiting, offers=quota.offers.all())
"""
CANCELLED, ENDED = "Cancelled: order %(number)s", "This was cancelled or paid back, and has ended."
ENTRY = r"/\w\w/waiting/[\w-]{32}/"  # where somebody waits


def carry_out(shop: RunningShop, words: str) -> None:
    """What time or staff do, said in a line."""
    shop.manage("shell", "--no-imports", "-c", words)


def test_who_takes_long_is_asked_and_gets_more_time(arrive):
    guest = arrive()
    guest.page.clock.install()
    ways.book(guest, EVENT)
    expect(guest.page.locator("dialog.hold__ask")).to_be_hidden()

    guest.page.clock.fast_forward("17:30")
    guest.page.clock.run_for(1500)
    guest.sees("dialog.hold__ask[open]")
    guest.looks("cart, more time?")
    guest.press("dialog.hold__ask form[action*='/extend/'] button")

    expect(guest.page.locator("dialog.hold__ask")).to_be_hidden()
    expect(guest.page.locator("[data-left]")).to_contain_text(re.compile("20|19"))
    expect(guest.page.locator("#more-time")).to_be_focused()
    guest.without_trouble()


def test_what_ran_out_is_said_and_taken_again(arrive, shop):
    guest = arrive()
    ways.book(guest, EVENT)

    carry_out(
        shop,
        "from django.utils import timezone; from shop.cart.models import CartLine; from shop.capacity.models import "
        "Hold; CartLine.objects.update(held_until=timezone.now()); Hold.objects.filter(state='held')"
        ".update(until=timezone.now())",
    )
    guest.go("/en/cart/")
    guest.sees(".line-item .notice--care")
    guest.looks("cart, time over")
    guest.press(".line-item form[action*='/lines/'] .button--small")

    guest.sees("hold-clock")
    guest.without_trouble()


@in_every_way(ENGLISH)
def test_who_waits_is_offered_a_place_and_pays_for_it(arrive, shop, device):
    guest, email = arrive(device), ways.new_address()
    guest.go(f"/{device.language}/events/{SOLD_OUT}/")
    guest.looks("event, sold out")
    guest.press(".ticket-kind:first-child a[href*='/waiting/']")
    guest.is_at(r"/waiting/\?offer=")
    guest.looks("waiting list, to join")
    guest.write("main [name=email]", email)
    guest.press("main form[action$='/join/'] button[type=submit]")
    guest.is_at(r"/waiting/asked/$")
    guest.looks("waiting list, letter on its way")

    proof = ways.words(guest, "Do you want to wait for %(title)s?")
    guest.go(ways.address_in_letter(guest, email, subject=proof, pattern=ENTRY))
    guest.looks("waiting list, is it you")
    guest.press("form[action$='/confirm/'] button")
    guest.sees("main .notice--good")
    guest.looks("waiting list, in line")

    carry_out(shop, AS_MANY_AS_WAIT.format(email=email))
    offer = ways.words(guest, "A place for you: %(title)s", plural="Places for you: %(title)s")
    guest.go(ways.address_in_letter(guest, email, subject=offer, pattern=ENTRY))
    guest.looks("waiting list, a place is kept")
    guest.press("form[action$='/take/'] button")
    guest.is_at(r"/cart/$")
    guest.sees("hold-clock")
    ways.say_who(guest, email)
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)
    guest.without_trouble()


@in_every_way(ENGLISH)
def test_who_cancels_sees_the_sum_first_and_the_rest_is_kept(arrive, device):
    guest, email = arrive(device), ways.new_address()
    guest.go(f"/{device.language}/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    ways.book(guest, EVENT, places=2, rooms=1)
    guest.sees("main .line-item--on-top")
    guest.looks("cart, a course, two places and a room")
    ways.say_who(guest, email, friend="Elif Kaya")
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    guest.press("main a[href$='/cancel/']")
    guest.is_at(r"/cancel/$")
    guest.looks("cancel, first step")
    guest.tick("main input[name=lines]")
    guest.press("main form[action$='/cancel/'] button[type=submit]")
    guest.sees("main .facts")
    guest.looks("cancel, the sum")
    guest.press("main form[action$='/cancel/'] button[type=submit]")

    guest.is_at(r"/orders/[\w-]{32}/$")
    cancelled = ways.words(guest, CANCELLED)
    assert any(cancelled in subject for subject in ways.letters_to(guest, email, at_least=2))
    guest.go(guest.page.url)
    expect(guest.page.locator("main")).to_contain_text(ways.words(guest, ENDED))
    guest.without_trouble()
