"""Every screen that this shop adds to Wagtail's administration: axe finds nothing there, by day, by night, narrow and
from right to left, and its first field or link is reached by the keyboard."""

from __future__ import annotations

import re

import pytest

from demo.people import PEOPLE
from tests.journeys import ways
from tests.journeys.devices import by_turns
from tests.journeys.test_translating import write_page
from tests.journeys.visitor import Device

pytestmark = pytest.mark.journey
MANAGER = next(person for person in PEOPLE if person.part == "Manager")
SCREENS = [
    *("/admin/", "/admin/guide/", "/admin/translations/", "/admin/translations/files/", "/admin/waiting-lists/"),
    *("/admin/orders/", "/admin/orders/needs-a-person/", "/admin/orders/new/complimentary/"),
    *("/admin/snippets/home/person/", "/admin/snippets/events/venue/", "/admin/snippets/messaging/wording/"),
]
KINDS = ["courses.coursepage", "events.eventpage", "shop.productpage"]
# What the forms of these pages lead to, one address of each shape.
BESIDE_A_FORM = re.compile(r"/admin/(events|courses|products)/|/admin/pages/\d+/as-template/")


OTHER_WAYS = [Device(dark=True), Device(narrow=True)]


def signed_in(arrive, device: Device):
    return ways.sit_down(arrive(device), "Manager")


def beside_forms(someone) -> list[str]:
    """The screens to which a course, an event and a product lead from their forms."""
    found: dict[str, str] = {}
    for kind in KINDS:
        someone.go(f"/admin/translations/?kind={kind}")
        someone.go(someone.page.locator(".desk-board__name a").first.get_attribute("href"))
        for address in someone.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            if BESIDE_A_FORM.match(address):
                found.setdefault(re.sub(r"\d+", "N", address), address)
    return list(found.values())


@pytest.mark.parametrize(
    "device",
    [Device(), *(pytest.param(way, marks=by_turns(number)) for number, way in enumerate(OTHER_WAYS))],
    ids=str,
)
def test_axe_finds_nothing_on_our_screens(arrive, device):
    editor = signed_in(arrive, device)

    for address in [*SCREENS, *beside_forms(editor)]:
        editor.go(address)
        editor.looks(address)
    editor.without_trouble()


@by_turns(2)
def test_axe_finds_nothing_on_them_from_right_to_left(arrive, shop):
    editor = signed_in(arrive, Device(language="ar"))
    speak(shop, "ar")
    try:
        for address in SCREENS:
            editor.go(address)
            assert editor.page.locator("html").get_attribute("dir") == "rtl"
            editor.looks(address)
    finally:
        speak(shop, "")


def test_the_board_is_worked_by_the_keyboard(arrive):
    write_page(signed_in(arrive, Device()), "A towel is enough", summary="And a bell.")
    editor = signed_in(arrive, Device(keyboard=True))
    editor.go("/admin/translations/?q=A towel is enough")

    editor.tick("tbody [name=things]")
    editor.tick("[name=languages][value=de]")
    editor.press("[name=act][value=send]")

    editor.sees(".messages .success")


def speak(shop, language: str) -> None:
    """The manager chooses the language of the administration."""
    shop.manage(
        "shell",
        "--no-imports",
        "-c",
        "from accounts.models import User; from wagtail.users.models import UserProfile; "
        f"UserProfile.objects.update_or_create(user=User.objects.get(email='{MANAGER.email}'), "
        f"defaults={{'preferred_language': '{language}'}})",
    )
