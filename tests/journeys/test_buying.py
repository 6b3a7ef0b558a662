"""From the first page to what was bought, each way once, in a real browser."""

import pytest

from demo.people import BUYER, PASSWORD
from tests.journeys import ways

pytestmark = pytest.mark.journey


def test_a_guest_buys_a_course_and_hears_of_it_by_letter(arrive):
    guest = arrive()

    email = ways.come_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()


def test_a_member_buys_a_course_and_finds_it_in_their_space(arrive):
    member = arrive()

    ways.sign_in(member, BUYER.email, PASSWORD)
    member.looks("own space")
    ways.find_course(member, ways.ANOTHER_COURSE)
    ways.put_in_cart(member)
    ways.say_who(member, "")
    ways.go_to_payment(member)
    ways.pay(member)
    ways.is_thanked(member)
    member.press(".next-step__acts a")
    member.is_at(r"/en/learn/\d+/\d+/$")
    member.looks("lesson")

    member.go("/en/account/")
    member.sees("main section:has-text('Sleep Like a Tide') a[href*='/learn/']")
    member.without_trouble()


def test_a_declined_card_keeps_everything_and_another_pays(arrive):
    guest = arrive()

    email = ways.come_to_payment(guest)
    guest.press("button[name=act][value=decline]")
    guest.sees(".notice--bad")
    guest.looks("payment page, declined")
    guest.press("main a[href*='/back/']")
    guest.looks("back without paying")
    guest.press("main a[href$='/checkout/review/']")
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()
