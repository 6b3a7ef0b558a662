"""From the shelf to the file, as a guest and as a member; what ends, and what runs out."""

import pytest

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.devices import ARABIC, ENGLISH, in_every_way
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

BOOK = "forty-walks-without-a-view"


@in_every_way(ENGLISH, ARABIC)
def test_a_guest_buys_a_book_and_downloads_until_it_has_been_often(arrive, device):
    guest = arrive(device)

    buy(guest, email=ways.new_address())
    guest.press(".next-step__acts a")
    guest.is_at(r"/downloads/[^/]+/$")
    guest.looks("downloads by link")
    address = guest.sees(".files__acts a").get_attribute("href")
    statuses = [guest.page.context.request.get(address).status for _ in range(5)]
    guest.go(address)
    guest.looks("download limit")
    guest.press("main form[action$='/more/'] button")
    guest.sees("main .notice--good")
    guest.looks("asked for more downloads")

    assert statuses == [200] * 5
    altered = address.replace("/downloads/", "/downloads/1", 1)
    assert guest.page.context.request.get(altered).status == 404


def test_a_member_finds_the_book_in_the_library(arrive):
    member = arrive()

    ways.sign_in(member, BUYER.email, PASSWORD)
    buy(member, email="")
    member.go("/en/account/library/")
    member.looks("library")
    file = member.page.context.request.get(member.sees(".files__acts a").get_attribute("href"))

    assert (file.status, "attachment" in file.headers["content-disposition"]) == (200, True)
    member.without_trouble()


def buy(visitor: Visitor, *, email: str) -> None:
    """From the shelf to the page that thanks."""
    language = visitor.device.language
    visitor.go(f"/{language}/shop/")
    visitor.looks("shelf")
    visitor.press(f".card__title a[href*='{BOOK}']")
    visitor.is_at(rf"/{language}/shop/{BOOK}/")
    visitor.looks("product for sale")
    ways.put_in_cart(visitor)
    ways.say_who(visitor, email)
    ways.go_to_payment(visitor)
    ways.pay(visitor)
    ways.is_thanked(visitor)
