"""What staff do with orders is true for their buyers."""

import time

import pytest

from tests.journeys import ways
from tests.journeys.visitor import PATIENCE, Device, Visitor

pytestmark = pytest.mark.journey


def open_order(someone: Visitor, email: str) -> None:
    """From the list, found by the buyer's address."""
    someone.go(f"/admin/orders/?q={email}")
    someone.looks("desk, list of orders")
    someone.press(".desk-orders td.title a")
    someone.sees("#story")
    someone.looks("desk, an order")


def is_told(someone: Visitor, address: str, words: str) -> bool:
    """Look again until it is said there: the runner has some seconds' work."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        someone.go(address)
        if words in someone.sees("main").inner_text().lower():
            return True
        time.sleep(0.3)
    return False


@pytest.mark.parametrize("device", [Device(), Device(narrow=True, dark=True)], ids=["wide", "narrow and dark"])
def test_a_thing_that_a_manager_refunds_is_taken_from_its_buyer(arrive, device):
    guest = arrive()
    email = ways.come_to_payment(guest)
    ways.pay(guest)
    order = ways.is_thanked(guest)

    manager = ways.sit_down(arrive(device), "Manager")
    manager.looks("desk, first page")
    open_order(manager, email)
    manager.press("main a[href$='/refund/']")
    manager.looks("desk, refund")
    manager.tick("input[name=what][value=things]")
    manager.tick("input[name=lines]")
    manager.press(".desk form button[type=submit]")
    manager.sees("#ends")
    manager.looks("desk, refund shown")
    manager.press(".desk form button[type=submit]")
    manager.sees("#story")

    assert is_told(guest, order, "paid back")
    manager.go("/admin/orders/needs-a-person/")
    manager.looks("desk, needs a person")
    manager.without_trouble()


def test_a_course_that_a_manager_gives_reaches_its_owner_by_letter(arrive):
    manager, email = ways.sit_down(arrive(), "Manager"), ways.new_address()

    manager.go("/admin/orders/new/complimentary/")
    manager.looks("desk, complimentary order")
    manager.page.select_option("[name=offer]", index=1)
    manager.write("[name=email]", email)
    manager.write("[name=name]", "Ada Lindqvist")
    manager.write("[name=reason]", "Her recording broke off.")
    manager.press(".desk form button[type=submit]")
    manager.sees("#made")
    manager.press(".desk form button[type=submit]")
    manager.sees("#story")

    assert len(ways.letters_to(manager, email)) == 1
    manager.without_trouble()


def test_support_answers_and_pays_nothing_back(arrive):
    guest = arrive()
    email = ways.come_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)

    support = ways.sit_down(arrive(), "Support")
    open_order(support, email)
    support.write("[name=text]", "She asked where the lessons are.")
    support.press("main form[action$='/note/'] button[type=submit]")
    support.sees(".desk-time__words:has-text('She asked where the lessons are.')")

    assert support.page.locator("main a[href$='/refund/']").count() == 0
    support.without_trouble()
