"""From the first page to what was bought, each way once, in a real browser."""

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import Device

pytestmark = pytest.mark.journey


def test_a_guest_buys_a_course_and_hears_of_it_by_letter(arrive):
    guest = arrive()

    email = ways.come_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()


def test_from_the_first_page_to_the_receipt_in_arabic_by_keyboard(arrive):
    guest = arrive(Device(keyboard=True, language="ar"))

    ways.come_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)
    guest.press(".thanks .facts a[href$='/receipt/']")
    guest.is_at(r"/ar/orders/[\w-]{32}/receipt/$")

    assert guest.page.locator("html").get_attribute("dir") == "rtl"
    expect(guest.sees(".receipt")).to_contain_text("الزفير الطويل")
    guest.looks("receipt")
    guest.without_trouble()


def test_what_is_mended_stops_being_complained_about_and_the_rest_goes_on(arrive):
    guest = arrive()
    guest.go(f"/en/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    guest.press("main a[href$='/checkout/']")
    guest.press("main form[action$='/checkout/'] button[type=submit]")
    guest.looks("checkout, four things wrong")

    guest.write("[name=name]", "Ada Lindqvist")
    guest.tick("[name=accept_terms]")

    expect(guest.page.locator("#id_name_error")).to_be_hidden()
    expect(guest.page.locator("#id_accept_terms_error")).to_be_hidden()
    expect(guest.page.locator("#id_email_error")).to_be_visible()


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
