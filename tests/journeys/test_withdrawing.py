"""Withdrawing from a contract: from the order in two steps, and by the public page."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import ways
from tests.journeys.visitor import Device

pytestmark = pytest.mark.journey
WAYS = [Device(), Device(script=False, narrow=True), Device(keyboard=True, narrow=True, language="ar", dark=True)]


@pytest.mark.parametrize("device", WAYS, ids=str)
def test_a_guest_withdraws_from_the_order_and_finds_the_public_way(arrive, device):
    guest = arrive(device)
    email = ways.come_to_payment(guest)
    ways.pay(guest)
    order = ways.is_thanked(guest)
    number = re.search(r"\b[A-Z0-9]{8}\b", guest.page.locator("main").inner_text()).group()

    guest.press("main a[href$='/withdraw/']")
    guest.is_at(r"/withdraw/$")
    guest.looks("withdrawal, first step")
    guest.press("main form button[type=submit]")  # nothing is ticked yet
    guest.sees("[aria-invalid=true], .field__error, .error-summary")
    guest.looks("withdrawal, nothing chosen")
    assert [words for words in guest.troubles if "422" not in words] == []
    guest.troubles.clear()  # the browser's console tells of the refusal that was wanted
    guest.tick("main input[name=lines]")
    guest.press("main form button[type=submit]")
    guest.sees("main input[name=step][value=confirm] >> xpath=..")
    guest.looks("withdrawal, second step")
    guest.press("main form button[type=submit]")
    guest.is_at(r"/withdraw\w*/\d+/$")
    guest.looks("withdrawal, declared")
    assert len(ways.letters_to(guest, email, at_least=2)) >= 2

    guest.go(order)
    guest.go(f"/{device.language}/")
    guest.press("footer a[href$='/withdraw/']")
    guest.is_at(r"/withdraw/$")
    guest.looks("withdrawal, public page")
    guest.write("[name=number]", number)
    guest.write("main [name=email]", email)
    guest.press("main form button[type=submit]")
    expect(guest.sees("main .notice--good")).to_contain_text(email)
    guest.looks("withdrawal, letter on its way")
    assert len(ways.letters_to(guest, email, at_least=3)) >= 3
    guest.without_trouble()
