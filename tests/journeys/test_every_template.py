"""One page of each template in every language, by day and by night: axe finds nothing, and at 320 px nothing sticks out
sideways, with text of twice its size neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.devices import by_turns
from tests.journeys.screens import ELSEWHERE, TEMPLATES, Row, rows, templates
from tests.journeys.visitor import COLOURS, Device, Visitor, wrong_for_axe

EVENT, BOOK = "five-slow-days", "forty-walks-without-a-view"
ROWS = rows()
LIGHT, DARK = "light", "dark"
IN_PROOF = [("en", [DARK]), ("de", [LIGHT, DARK]), ("es", [LIGHT, DARK]), ("ar", [LIGHT, DARK])]
STICKS_OUT = """() => {
  const page = document.documentElement;
  const wide = page.scrollWidth - page.clientWidth;
  if (wide <= 0) return "";
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    const over = page.dir === "rtl" ? -box.left : box.right - page.clientWidth;
    return box.width > 1 && over > 1 && one.checkVisibility();
  });
  const innermost = out.filter((one) => !out.some((other) => one !== other && one.contains(other)));
  return `${wide} px: ${innermost.slice(0, 4).map((one) => one.outerHTML.slice(0, 120)).join(" | ")}`;
}"""
TWICE = "page => page.style.fontSize = `${2 * parseFloat(getComputedStyle(page).fontSize)}px`"


@dataclass
class Cast:
    """Who looks, by the cookies that make them who they are, and where each row's page is."""

    cookies: dict[str, list[dict]]
    addresses: dict[Row, str]


def test_every_template_has_a_row():
    shown, excused = {row.template for row in ROWS}, set(ELSEWHERE)

    assert sorted(templates() - shown - excused) == [], "write a row for each into tests/journeys/screens.py"
    assert sorted(excused - templates()) == []
    assert [name for name in sorted(shown) if not (TEMPLATES / f"{name}.html").exists()] == []
    assert sorted(shown & excused) == []


@pytest.mark.journey
def test_pages_are_right_at_320_px_and_with_text_of_twice_its_size(screen, cast):
    assert wrong_in(screen, cast, language="en", themes=[LIGHT]) == []


@pytest.mark.journey
@pytest.mark.parametrize(
    ("language", "themes"),
    [pytest.param(*what, id=what[0], marks=by_turns(number)) for number, what in enumerate(IN_PROOF)],
)
def test_they_are_in_every_language_and_theme(screen, cast, language, themes):
    assert wrong_in(screen, cast, language=language, themes=themes) == []


def wrong_in(screen: Visitor, cast: Cast, *, language: str, themes: list[str]) -> list[str]:
    wrong, page = [], screen.page
    for who, cookies in cast.cookies.items():
        page.context.clear_cookies()
        page.context.add_cookies(cookies)
        for row in [row for row in ROWS if row.who == who]:
            page.emulate_media(color_scheme=themes[0])
            answer = page.goto(f"/{language}{cast.addresses[row]}", wait_until="domcontentloaded")
            found = [f"answers {answer.status}"] if answer.status not in (200, 403, 404, 410) else []
            if urlsplit(page.url).path != f"/{language}{cast.addresses[row]}".partition("?")[0]:
                found.append(f"leads to {page.url}")
            found += wrong_for_axe(page)
            for theme in themes[1:]:
                page.emulate_media(color_scheme=theme)
                found += [f"{theme}: {words}" for words in wrong_for_axe(page, COLOURS)]
            found += sticks_out(page)
            wrong += [f"{language} {row}: {words}" for words in found]
    return wrong


def sticks_out(page) -> list[str]:
    plain = page.evaluate(STICKS_OUT)
    page.locator("html").evaluate(TWICE)
    twice = page.evaluate(STICKS_OUT)
    return [words for words in (plain and f"sticks out {plain}", twice and f"twice: sticks out {twice}") if words]


@pytest.fixture
def screen(arrive) -> Visitor:
    return arrive(Device(narrow=True))


@pytest.fixture(scope="module")
def cast(browser, shop) -> Cast:
    """A guest who has bought and begins to buy again, the demonstration's member, and somebody new."""
    quick = Device(script=False)  # axe looks elsewhere
    guest, member = (Visitor.arriving(browser, shop.address, quick, set()) for _person in range(2))
    fill_cart(guest)
    guest.go(f"/en/shop/{BOOK}/")
    ways.put_in_cart(guest)
    ways.say_who(guest, ways.new_address())
    ways.go_to_payment(guest)
    ways.pay(guest)
    order = re.search(r"/orders/([\w-]{32})/", ways.is_thanked(guest)).group(1)
    fill_cart(guest)
    ways.say_who(guest, ways.new_address())
    ways.sign_in(member, BUYER.email, PASSWORD)
    stranger = Visitor.arriving(browser, shop.address, quick, set())
    people = {"guest": guest, "member": member, "stranger": stranger}  # what lies in a cart is kept for minutes
    known = {"order": order, "course": linked(member, "/account/", r"/learn/\d+/")}
    addresses = {row: address_of(row, people[row.who], known) for row in ROWS}
    cookies = {name: person.page.context.cookies() for name, person in people.items()}
    for person in people.values():
        person.leave()
    return Cast(cookies, addresses)


def fill_cart(guest: Visitor) -> None:
    guest.go(f"/en/courses/{ways.COURSE}/")
    ways.put_in_cart(guest)
    ways.book(guest, EVENT)


def address_of(row: Row, person: Visitor, known: dict[str, str]) -> str:
    """Below the language."""
    address = row.address.format(**known)
    for shape in row.links:
        address = linked(person, address, shape)
    return address + row.end


def linked(person: Visitor, address: str, shape: str) -> str:
    html = person.page.context.request.get(f"/en{address}").text()
    found = re.search(rf'"/en({shape})["?#]', html)
    assert found, f"{address} has no link like {shape}"
    return found.group(1).replace("&amp;", "&")
