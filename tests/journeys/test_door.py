"""Two places and a room beside a course, and both people let in at the door, where the network is cut."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.journeys import ways
from tests.journeys.visitor import PATIENCE, Device

pytestmark = pytest.mark.journey
RETREAT = "seven-days-of-quiet"
MAKE_DOOR = """
from django.utils import timezone
from events.booking.models import Attendee
from events.door.models import DoorLink
date = Attendee.objects.latest("pk").booking.date
print("door:" + DoorLink.objects.create(date=date, label="Side entrance", made_at=timezone.now()).secret)
"""
CLOSE_DOOR = """
from django.utils import timezone
from events.door.models import DoorLink
DoorLink.objects.filter(secret="{secret}").update(revoked_at=timezone.now())
"""


def book_two(guest, email: str) -> list[str]:
    """Buy a course, and two places on a retreat with a room; gives the codes of both tickets."""
    guest.go(f"/en/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    ways.book(guest, RETREAT, places=2, rooms=1)
    guest.sees("main .line-item--on-top")
    guest.looks("cart, a room on top of a ticket")
    guest.press("main a[href$='/checkout/']")
    guest.write("[name=email]", email)
    guest.write("[name=name]", "Ada Lindqvist")
    for box in guest.page.locator("input[name^=accept_]").all():
        guest.tick(f"input[name={box.get_attribute('name')}]")
    guest.press("main form[action$='/checkout/'] button[type=submit]")
    guest.is_at(r"/checkout/questions/attendees/$")
    guest.looks("checkout, who comes")
    say_who_comes(guest)
    guest.press("main form[action$='/review/'] button[type=submit]")
    guest.is_at(r"/test-payments/cs_")
    ways.pay(guest)
    ways.is_thanked(guest)
    guest.press(".next-step__acts a[href*='/tickets/']")
    guest.is_at(r"/en/tickets/[\w-]{32}/$")
    guest.sees(".ticket__facts dt:has-text('On top')")
    guest.looks("tickets")
    return [code.replace(" ", "") for code in guest.page.locator(".ticket__code").all_inner_texts()]


def say_who_comes(guest) -> None:
    """Attendee 1 is me; the other's name is forgotten first, then said, and stays on the way back."""
    assert guest.page.locator("input[name^=me_]").is_checked()
    expect(guest.page.locator("[name^=attendee_][name$='_0_name']")).to_be_hidden()
    send = "form[action$='/attendees/'] button:not([name])"
    guest.press(send)
    guest.sees(".error-summary")
    guest.looks("checkout, nobody named")
    guest.write("[name^=attendee_][name$='_1_name']", "Elif Kaya")
    guest.press("button[name=back]")
    guest.is_at(r"/checkout/$")
    guest.press("main form[action$='/checkout/'] button[type=submit]")
    guest.is_at(r"/attendees/$")
    expect(guest.page.locator("[name^=attendee_][name$='_1_name']")).to_have_value("Elif Kaya")
    guest.press(send)
    guest.is_at(r"/checkout/review/$")


def keep_the_door(staff, secret: str) -> None:
    """Go to the door, and stay until the device has all that it needs."""
    with staff.page.expect_response(re.compile(r"list\.json")):
        staff.go(f"/en/door/{secret}/")
    is_kept = "async here => Boolean(await (await caches.open(`door:${here}`)).match(here, {ignoreVary: true}))"
    staff.page.wait_for_function(is_kept, arg=f"/en/door/{secret}/", timeout=PATIENCE)


def scan(staff, code: str, word: str) -> None:
    """What a scanner does that types: the code and Enter. The answer is large."""
    staff.page.locator("[data-answer]").evaluate("answer => (answer.hidden = true)")
    staff.page.locator("#id_code").fill(code)
    staff.page.keyboard.press("Enter")
    expect(staff.page.locator("[data-answer]")).to_be_visible(timeout=PATIENCE)
    expect(staff.page.locator(".gate__word")).to_have_text(word)


def test_two_places_beside_a_course_are_let_in_while_the_network_is_cut(arrive, shop):
    guest = arrive()
    ada, elif_ = book_two(guest, ways.new_address())
    assert [trouble for trouble in guest.troubles if "422" not in trouble] == []  # nobody was named at first
    secret = re.search(r"door:(\S+)", shop.manage("shell", "--no-imports", "-c", MAKE_DOOR))[1]

    front, side = arrive(Device(narrow=True)), arrive(Device(narrow=True, dark=True))
    for staff in (front, side):
        keep_the_door(staff, secret)
    front.looks("door")
    before = int(front.page.locator("[data-inside]").inner_text())
    scan(front, ada, "Yes")
    front.looks("door, yes")
    scan(front, ada.lower(), "No")
    front.looks("door, no")
    scan(front, "WXYZWXYZWXYZ", "No")

    for staff in (front, side):
        staff.page.context.set_offline(True)
        scan(staff, elif_, "Yes")
        expect(staff.page.locator("[data-away]")).to_be_visible()
        expect(staff.page.locator("[data-waiting]")).to_have_text("1")
        scan(staff, elif_, "No")
    front.looks("door, no network")
    front.page.reload()
    expect(front.page.locator("[data-inside]")).to_have_text(str(before + 2), timeout=PATIENCE)
    expect(front.page.locator("[data-waiting]")).to_have_text("2")
    scan(front, elif_, "No")
    front.looks("door, loaded without a network")

    for staff in (front, side):
        staff.page.context.set_offline(False)
        expect(staff.page.locator("[data-away]")).to_be_hidden(timeout=PATIENCE)
    expect(side.page.locator("[data-inside]")).to_have_text(str(before + 2), timeout=PATIENCE)
    expect(side.page.locator("[data-doubles] li")).to_have_count(1, timeout=PATIENCE)
    side.looks("door, let in twice")

    side.write("#q", "elif")
    side.press("[data-people] button:has-text('Undo')")
    expect(side.page.locator("[data-inside]")).to_have_text(str(before + 1), timeout=PATIENCE)


def test_a_door_that_is_taken_back_is_forgotten(arrive, shop):
    book_two(arrive(), ways.new_address())
    secret = re.search(r"door:(\S+)", shop.manage("shell", "--no-imports", "-c", MAKE_DOOR))[1]
    staff = arrive(Device(narrow=True))
    keep_the_door(staff, secret)
    shop.manage("shell", "--no-imports", "-c", CLOSE_DOOR.format(secret=secret))

    staff.page.reload()

    expect(staff.page.locator("[data-closed]")).to_be_visible(timeout=PATIENCE)
    left = "async () => [await caches.keys(), Object.keys(localStorage)].flat().filter(key => key.startsWith('door:'))"
    assert staff.page.evaluate(left) == []
    staff.page.context.set_offline(True)
    with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        staff.page.reload()


def test_the_door_works_without_script(arrive, shop):
    code = book_two(arrive(), ways.new_address())[0]
    secret = re.search(r"door:(\S+)", shop.manage("shell", "--no-imports", "-c", MAKE_DOOR))[1]
    staff = arrive(Device(script=False, narrow=True))

    staff.go(f"/en/door/{secret}/")
    staff.write("#id_code", code)
    staff.press("[data-scan] button")
    staff.sees(".gate__answer--yes")
    staff.press("[data-undo] button")
    staff.sees(".gate__answer--neither")
    staff.go(f"/en/door/{secret}/?q=ada")
    staff.press("[data-people] button:has-text('Let in')")
    staff.sees(".gate__answer--yes")
