"""The language is switched in the middle of everything: the page, its filters, the cart and its currency stay."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import ways
from tests.journeys.devices import ENGLISH, in_every_way
from tests.journeys.visitor import PATIENCE, Visitor

EVENT = "five-slow-days"
OTHER = {"en": "ar", "ar": "de"}


def switch(guest: Visitor, code: str) -> None:
    """By the foot of the page, where the languages stand at every width."""
    guest.press(f".site-footer [hreflang={code}]")
    guest.is_at(rf"/{code}/")


def choose_dollars(guest: Visitor) -> None:
    """As the buttons do that stand where a thing has no price in the visitor's currency."""
    address = f"{guest.address}/{guest.device.language}/currency/"
    ask = guest.page.context.request
    ask.post(address, form={"currency": "USD"}, headers={"Origin": guest.address}, max_redirects=0)


def fill_cart(guest: Visitor) -> None:
    guest.go(f"/{guest.device.language}/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    guest.go(f"/{guest.device.language}/events/{EVENT}/")
    guest.page.locator(".ticket-kind select").first.select_option("2")
    guest.press("#places form[action*='/book/'] button[type=submit]")
    guest.is_at(r"/cart/$")


def switches_with_a_full_cart(guest: Visitor) -> None:
    language, other = guest.device.language, OTHER[guest.device.language]
    choose_dollars(guest)
    fill_cart(guest)
    lines = guest.page.locator("main .line-item")
    expect(lines).to_have_count(2)
    figures = figures_in(guest, "main .totals__row--sum dd")
    assert "$" in figures

    switch(guest, other)
    expect(lines).to_have_count(2)
    assert figures_in(guest, "main .totals__row--sum dd") == figures
    guest.looks("cart, language switched")

    guest.go(f"/{other}/courses/?level=beginner&sort=price")
    found = guest.page.locator(".card").count()
    switch(guest, language)
    guest.is_at(rf"/{language}/courses/\?level=beginner&sort=price")
    expect(guest.page.locator(".card")).to_have_count(found, timeout=PATIENCE)
    guest.go(f"/{language}/cart/")
    expect(lines).to_have_count(2)
    assert figures_in(guest, "main .totals__row--sum dd") == figures


def figures_in(guest: Visitor, selector: str) -> tuple[str, str]:
    """The sum by its digits and its currency, whichever way a language writes them."""
    said = guest.sees(selector).inner_text()
    digits = "".join(str(int(sign)) for sign in said if sign.isdecimal())
    return digits, *re.findall(r"[€$£]", said)


@pytest.mark.journey
@in_every_way(ENGLISH)
def test_the_language_is_switched_with_a_full_cart(arrive, device):
    guest = arrive(device)

    switches_with_a_full_cart(guest)

    guest.without_trouble()
