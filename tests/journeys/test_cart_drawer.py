"""The cart beside the page and the cart as a page are one; rule CT1 of a shop's cart."""

import pytest
from playwright.sync_api import expect

from tests.journeys import ways
from tests.journeys.visitor import Device

pytestmark = pytest.mark.journey


def test_the_cart_opens_beside_the_page_and_agrees_with_its_own_page_after_each_change_and_back(arrive):
    guest = arrive()
    guest.go(f"/en/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    guest.go(f"/en/courses/{ways.ANOTHER_COURSE}/")
    ways.put_in_cart(guest)
    guest.go("/en/courses/")
    drawer = guest.page.locator("#cart-drawer")
    link = guest.page.locator("#cart-link")
    expect(link).to_have_accessible_name("Cart, 2 things")

    guest.press("#cart-link")
    expect(drawer).to_be_visible()
    expect(drawer.locator(".line-item")).to_have_count(2)
    guest.looks("cart beside a page")

    guest.press("#cart-drawer .line-item:last-child form[action$='/remove/'] button")
    expect(drawer.locator(".line-item")).to_have_count(1)
    expect(drawer.get_by_role("status")).to_contain_text("out of your cart")
    guest.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).to_have_accessible_name("Cart, 1 thing")

    guest.press("#cart-link")
    guest.press("#cart-drawer .drawer__foot a")
    guest.is_at("/en/cart/$")
    expect(guest.page.locator("main .line-item")).to_have_count(1)
    guest.press("main .line-item form[action$='/remove/'] button")
    expect(guest.page.locator("main .line-item")).to_have_count(0)

    guest.page.go_back()
    guest.is_at("/en/courses/$")
    expect(link).to_have_accessible_name("Cart, empty")
    guest.press("#cart-link")
    expect(drawer.locator(".empty")).to_be_visible()
    guest.without_trouble()


def test_without_script_the_same_link_leads_to_the_cart(arrive):
    guest = arrive(Device(script=False))
    guest.go("/en/courses/")

    guest.press("#cart-link")

    guest.is_at("/en/cart/$")
