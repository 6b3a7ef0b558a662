"""A date that staff move reaches whoever has booked it, who may give it back."""

import re
import time
from datetime import date, timedelta

import pytest

from tests.journeys import ways
from tests.journeys.test_desk import sits_down
from tests.journeys.test_editing import open_tab
from tests.journeys.visitor import PATIENCE, Visitor

pytestmark = pytest.mark.journey
EVENT = "five-slow-days"


def books(guest: Visitor) -> str:
    """A place of the first kind, paid; gives the address that was booked with."""
    email = ways.new_address()
    guest.go(f"/en/events/{EVENT}/")
    guest.page.locator(".ticket-kind select").first.select_option("1")
    guest.press("#places form button[type=submit]")
    guest.is_at(r"/cart/$")
    guest.press("main a[href$='/checkout/']")
    guest.write("[name=email]", email)
    guest.write("[name=name]", "Ada Lindqvist")
    for box in guest.page.locator("input[name^=accept_]").all():
        guest.tick(f"input[name={box.get_attribute('name')}]")
    guest.press("main form[action$='/checkout/'] button[type=submit]")
    guest.is_at(r"/checkout/questions/attendees/$")
    guest.press("main form[action$='/attendees/'] button[type=submit]")
    guest.is_at(r"/checkout/review/$")
    ways.go_to_payment(guest)
    ways.pay(guest)
    ways.is_thanked(guest)
    return email


def address_in_letter(guest: Visitor, email: str, *, subject: str, pattern: str) -> str:
    """Where the newest letter leads to, when one with these words in its subject is there."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if any(subject in one for one in ways.letters_to(guest, email, at_least=2)):
            ask = guest.page.context.request
            box = ask.get("/mailbox/", params={"words": email}).text()
            for number in re.findall(r"/mailbox/\d+/", box):
                if found := re.search(pattern, ask.get(number).text()):
                    return found.group()
        time.sleep(0.3)
    raise AssertionError(f"No letter “{subject}” came to {email}")


def test_a_date_that_staff_move_is_told_and_given_back(arrive):
    guest = arrive()
    email = books(guest)

    manager = sits_down(arrive(), "Manager")
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
    manager.press("main form button[type=submit]")
    manager.sees("#change")
    manager.looks("desk, what a move means")
    manager.press("main form button.serious")
    manager.is_at(r"/admin/events/changes/\d+/$")
    manager.sees("[role=status]:has-text('everybody is told')")
    manager.looks("desk, who was told of a change")

    guest.go(address_in_letter(guest, email, subject="New date", pattern=r"/en/dates/moved/[\w-]{32}/"))
    guest.looks("a moved date, keep or give back")
    guest.press("main form button[type=submit]")
    guest.sees("main .notice--good")
    guest.looks("a moved date, given back")

    assert any("goes back to you" in subject for subject in ways.letters_to(guest, email, at_least=3))
    guest.without_trouble()
    manager.without_trouble()
