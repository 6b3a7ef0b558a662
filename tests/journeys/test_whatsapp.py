"""Whoever asks for it is told by WhatsApp as well, and is left alone when they say so."""

import time
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import PATIENCE, Device, Visitor

pytestmark = pytest.mark.journey
NUMBER = "+4915112345678"
PROFILE = "/{}/account/profile/"
WHATSAPP = "input[name=channels][value=whatsapp]"


@pytest.mark.parametrize(
    "device",
    [Device(), Device(keyboard=True, narrow=True, dark=True), Device(language="ar", narrow=True)],
    ids=str,
)
def test_somebody_asks_for_messages_among_their_details_and_takes_it_back(arrive, device):
    buyer = arrive(device)
    ways.sign_in(buyer, BUYER.email, PASSWORD)
    buyer.go(PROFILE.format(device.language))
    expect(buyer.sees(WHATSAPP)).not_to_be_checked()

    buyer.tick(WHATSAPP)
    buyer.write("[name=phone]", "123")
    save(buyer)
    buyer.sees("#id_phone[aria-invalid=true]")
    buyer.looks("details, number refused")
    buyer.troubles.clear()  # browsers note the 422

    buyer.write("[name=phone]", NUMBER)
    save(buyer)
    buyer.go(PROFILE.format(device.language))
    expect(buyer.sees(WHATSAPP)).to_be_checked()
    buyer.looks("details, WhatsApp")

    buyer.page.locator(WHATSAPP).uncheck()
    save(buyer)
    buyer.go(PROFILE.format(device.language))
    expect(buyer.sees(WHATSAPP)).not_to_be_checked()
    buyer.without_trouble()


def save(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.press("main form[action$='/profile/'] button[type=submit]")


def test_a_guest_is_told_by_whatsapp_and_answers_stop(arrive):
    guest = arrive()
    ways.find_course(guest)
    ways.put_in_cart(guest)
    ways.say_who(guest, ways.new_address(), number=NUMBER)
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    ways.letters_to(guest, NUMBER)
    guest.go(f"/mailbox/?{urlencode({'words': NUMBER})}")
    guest.press(".mailbox__subject")
    is_delivered(guest)
    assert "Answer STOP" in guest.sees(".mailbox__plain").inner_text()
    guest.looks("mailbox, WhatsApp")
    guest.page.locator("#id_arrival").select_option("stop")
    guest.press("main form[action$='/arrival/'] button[type=submit]")
    guest.without_trouble()


def is_delivered(visitor: Visitor) -> None:
    """Twilio's stand-in takes some seconds to report it."""
    end = time.monotonic() + PATIENCE / 1000
    while "Delivered" not in visitor.sees(".mailbox__facts").inner_text() and time.monotonic() < end:
        time.sleep(0.5)
        visitor.page.reload()
    visitor.sees("#id_arrival")
