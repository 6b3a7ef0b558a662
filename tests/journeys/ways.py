"""Steps that several journeys take."""

from __future__ import annotations

import gettext
import re
import time
from itertools import count

from demo.loader.words import read
from demo.people import PASSWORD, PEOPLE
from tests.journeys.running import ROOT
from tests.journeys.visitor import PATIENCE, Visitor

COURSE = "the-long-exhale"
ANOTHER_COURSE = "sleep-like-a-tide"
BEGUN = "walking-as-practice"  # the demonstration's buyer left off in its second lesson
LOCALE = ROOT / "locale"
_guests = count(1)


def new_address() -> str:
    """An e-mail address that nobody has bought with."""
    return f"guest-{next(_guests)}-{time.time_ns()}@example.org"


def find_course(visitor: Visitor, code: str = COURSE) -> None:
    """From the first page through the list to the page that sells it."""
    language = visitor.device.language
    visitor.go(f"/{language}/")
    visitor.looks("first page")
    if visitor.device.narrow:
        visitor.press("header .site-header__menu-button")
        visitor.looks("first page, menu open")
    visitor.press(f".menu__link[href$='/{language}/courses/']")
    visitor.is_at(rf"/{language}/courses/$")
    visitor.looks("list of courses")
    visitor.press(f".card__title a[href*='{code}']")
    visitor.is_at(rf"/{language}/courses/{code}/")
    visitor.looks("course for sale")


def put_in_cart(visitor: Visitor) -> None:
    visitor.press("#buy form button")
    visitor.is_at(r"/cart/$")
    visitor.looks("cart with a thing")


def book(visitor: Visitor, event: str, *, places: int = 1, rooms: int = 0) -> None:
    """Places of the first kind, and so many of what comes on top of them first, into the cart."""
    visitor.go(f"/{visitor.device.language}/events/{event}/")
    visitor.choose(".ticket-kind select", str(places))
    if rooms:
        visitor.choose(".ticket-kind select[name^=event_option]", str(rooms))
    visitor.press("#places form[action*='/book/'] button[type=submit]")
    visitor.is_at(r"/cart/$")


def say_who(visitor: Visitor, email: str, *, number: str = "", friend: str = "") -> None:
    """Through the checkout to the last look; with a number WhatsApp is asked for, and a friend may come along."""
    visitor.press("main a[href$='/checkout/']")
    visitor.is_at(r"/checkout/$")
    visitor.looks("checkout, details")
    if email:
        visitor.write("[name=email]", email)
        visitor.write("[name=name]", "Ada Lindqvist")
    if number:
        visitor.press("details:has(#id_by_whatsapp) > summary")
        visitor.tick("#id_by_whatsapp")
        visitor.write("#id_whatsapp", number)
        visitor.looks("checkout, WhatsApp")
    for box in visitor.page.locator("input[name^=accept_]").all():
        visitor.tick(f"input[name={box.get_attribute('name')}]")
    visitor.press("main form[action$='/checkout/'] button[type=submit]")
    visitor.is_at(r"/checkout/(review|questions/attendees)/$")
    if "attendees" in visitor.page.url:  # something is booked, and whoever buys comes
        if friend:
            visitor.write("[name^=attendee_][name$='_1_name']", friend)
        visitor.looks("checkout, who comes")
        visitor.press("main form[action$='/attendees/'] button:not([name])")
    visitor.is_at(r"/checkout/review/$")
    visitor.looks("checkout, last look")


def go_to_payment(visitor: Visitor) -> None:
    visitor.press("main form[action$='/review/'] button[type=submit]")
    visitor.is_at(r"/test-payments/cs_")
    visitor.looks("payment page")


def come_to_payment(visitor: Visitor) -> str:
    """All the way from the first page; gives the address that was bought with."""
    email = new_address()
    find_course(visitor)
    put_in_cart(visitor)
    say_who(visitor, email)
    go_to_payment(visitor)
    return email


def pay(visitor: Visitor, *, plan: str = "at_once") -> None:
    """At the supplier's page: pay, with the shop hearing of it in this way."""
    if plan != "at_once":
        visitor.tick(f"input[name=plan][value={plan}]")
    visitor.press("button[name=act][value=pay]")


def is_thanked(visitor: Visitor) -> str:
    """Wait for the confirmation with its next step; gives the address of the order."""
    visitor.is_at(r"/orders/[\w-]{32}/$")
    visitor.sees(".thanks h1")
    end = time.monotonic() + PATIENCE / 1000
    # What was bought is made ready in the background; whoever comes back before that looks again.
    while not visitor.page.locator(".next-step__acts a").count() and time.monotonic() < end:
        time.sleep(0.5)
        visitor.go(visitor.page.url)
    visitor.sees(".next-step__acts a")
    visitor.looks("thank you")
    return visitor.page.url


def sign_in(visitor: Visitor, email: str, password: str) -> None:
    visitor.go(f"/{visitor.device.language}/account/login/")
    visitor.looks("sign in")
    visitor.write("[name=login]", email)
    visitor.write("[name=password]", password)
    visitor.press("main form[action*='/login/'] button[type=submit]")
    visitor.is_at(rf"/{visitor.device.language}/account/$")


def sit_down(visitor: Visitor, part: str) -> Visitor:
    """Sign in to the administration as the demonstration's person of that part."""
    (person,) = [person for person in PEOPLE if person.part == part]
    visitor.go("/admin/login/")
    visitor.write("[name=username]", person.email)
    visitor.write("[name=password]", PASSWORD)
    visitor.press("form button[type=submit]")
    visitor.is_at(r"/admin/$")
    return visitor


def words(visitor: Visitor, message: str, *, plural: str = "", count: int = 1) -> str:
    """What stands first of a sentence of the shop in the visitor's language, up to the first thing that it names."""
    catalogue = gettext.translation("django", LOCALE, [visitor.device.language], fallback=True)
    said = catalogue.ngettext(message, plural, count) if plural else catalogue.gettext(message)
    return said.partition("%(")[0].strip()


def letters_to(visitor: Visitor, email: str, *, at_least: int = 1) -> list[str]:
    """Subjects of the letters that have left for this address, as the local mailbox shows them."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        page = visitor.page.context.request.get("/mailbox/", params={"words": email}).text()
        subjects = re.findall(r'class="mailbox__subject"[^>]*>([^<]+)<', page)
        if len(subjects) >= at_least or time.monotonic() > end:
            return subjects
        time.sleep(0.3)


def address_in_letter(visitor: Visitor, email: str, *, subject: str, pattern: str) -> str:
    """Where the newest letter with such an address leads to, once one with these words in its subject is there."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if any(subject in one for one in letters_to(visitor, email)):
            ask = visitor.page.context.request
            box = ask.get("/mailbox/", params={"words": email}).text()
            for number in re.findall(r"/mailbox/\d+/", box):
                if found := re.search(pattern, ask.get(number).text()):
                    return found.group()
        time.sleep(0.3)
    raise AssertionError(f"No letter “{subject}” came to {email}")


def go_on_learning(visitor: Visitor) -> None:
    """From one's own space to the lesson where one left off."""
    visitor.go(f"/{visitor.device.language}/account/")
    visitor.looks("own space")
    title = read(visitor.device.language, f"courses/{BEGUN}")["title"]
    visitor.press(f"main section:has-text('{title}') a[href*='/learn/']")
    visitor.is_at(r"/learn/\d+/\d+/$")
    visitor.looks("lesson")


def finish_and_open_again(visitor: Visitor) -> None:
    """Mark the lesson as done, see it kept, take it back."""
    lesson = visitor.page.url
    visitor.press("form[action$='/done/'] button")
    visitor.sees("form[action$='/undone/'] button")
    visitor.looks("lesson, done")
    visitor.go(lesson)
    visitor.press("form[action$='/undone/'] button")
    visitor.sees("form[action$='/done/'] button")
