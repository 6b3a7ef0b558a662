"""A date that staff move reaches whoever has booked it, who may give it back."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from playwright.sync_api import TimeoutError

from tests.journeys import ways
from tests.journeys.test_editing import open_tab
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
EVENT = "five-slow-days"


def books(guest: Visitor) -> str:
    """A place of the first kind, paid; gives the address that was booked with."""
    email = ways.new_address()
    ways.book(guest, EVENT)
    ways.say_who(guest, email)
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)
    return email


def look_ahead(manager: Visitor) -> None:
    """A first press may do no more than close the calendar that Wagtail has opened beside a date, or lie below it."""
    manager.page.locator("main :is(h1, h2):visible").first.click()
    for _press in range(3):
        manager.press("main form button[type=submit]")
        with suppress(TimeoutError):
            manager.page.locator("#change").first.wait_for(timeout=10_000)
            return


def test_a_date_that_staff_move_is_told_and_given_back(arrive):
    guest = arrive()
    email = books(guest)

    manager = ways.sit_down(arrive(), "Manager")
    manager.go("/admin/pages/search/?q=Five+Slow+Days")
    manager.press("main td.title a[href$='/edit/']")
    # Whichever language it was found in, the page that speaks for the date is the English one.
    manager.sees("[role=tab][href='#tab-selling'], main a:has-text('English page')")
    english = manager.page.locator("main a:has-text('English page')")
    if english.count():
        manager.go(english.get_attribute("href"))
    open_tab(manager, "selling")
    way_back = manager.page.url
    manager.press("a[href$='/who-comes/']")
    manager.sees("main td:has-text('Ada Lindqvist')")
    manager.looks("desk, who comes")
    manager.go(way_back)
    open_tab(manager, "selling")
    manager.press("a[href$='/change/']")
    manager.looks("desk, move or cancel a date")
    manager.tick("[name=kind][value=moved]")
    days = {name: date.fromisoformat(manager.sees(f"[name={name}]").input_value()) for name in ("day", "last_day")}
    for name, day in days.items():
        manager.write(f"[name={name}]", (day + timedelta(days=7)).isoformat())
    manager.write("[name=give_back_until]", (min(days.values()) - timedelta(days=40)).isoformat())
    manager.write("[name=words_en]", "The house needs a new roof.")
    look_ahead(manager)
    manager.sees("#change")
    manager.looks("desk, what a move means")
    manager.press("main form button.serious")
    manager.is_at(r"/admin/events/changes/\d+/$")
    manager.sees("[role=status]:has-text('everybody is told')")
    manager.looks("desk, who was told of a change")

    guest.go(ways.address_in_letter(guest, email, subject="New date", pattern=r"/en/dates/moved/[\w-]{32}/"))
    guest.looks("a moved date, keep or give back")
    guest.press("main form button[type=submit]")
    guest.sees("main .notice--good")
    guest.looks("a moved date, given back")

    assert any("goes back to you" in subject for subject in ways.letters_to(guest, email, at_least=3))
    guest.without_trouble()
    manager.without_trouble()
