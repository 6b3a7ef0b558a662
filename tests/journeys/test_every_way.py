"""Buying, learning and reviewing in every pair of: script or none, pointer or keyboard, wide or narrow, en or ar, day
or night."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.devices import WAYS, in_every_way
from tests.journeys.test_reviewing import COURSE, approve, says
from tests.journeys.visitor import Device, Visitor


def test_every_pair_of_ways_is_among_them():
    columns = ("script", "keyboard", "narrow", "language", "dark")
    values = {name: {getattr(way, name) for way in WAYS} for name in columns}
    missing = [
        (one, first, other, second)
        for one, other in combinations(columns, 2)
        for first, second in product(values[one], values[other])
        if not any((getattr(way, one), getattr(way, other)) == (first, second) for way in WAYS)
    ]

    assert (missing, {len(found) for found in values.values()}) == ([], {2})


@pytest.mark.journey
@in_every_way()
def test_a_guest_buys_after_a_refusal(arrive, device):
    guest = arrive(device)

    email = ways.come_to_payment(guest)
    guest.press("button[name=act][value=decline]")
    guest.sees(".notice--bad")
    ways.pay(guest)
    ways.is_thanked(guest)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()


@pytest.mark.journey
@in_every_way()
def test_a_member_comes_back_and_learns(arrive, device):
    learner = arrive(device)

    ways.sign_in(learner, BUYER.email, PASSWORD)
    ways.go_on_learning(learner)
    ways.finish_and_open_again(learner)

    learner.without_trouble()


@pytest.fixture(scope="module")
def letter(browser, shop) -> str:
    """The address in the letter that says that a review is shown, below the language."""
    author, moderator = (Visitor.arriving(browser, shop.address, Device(script=False), set()) for _person in range(2))
    ways.sign_in(author, BUYER.email, PASSWORD)
    author.go("/en/account/reviews/")
    says(author, "The bins are quieter at six.", stars=5)
    author.sees(".notice--good")
    approve(ways.sit_down(moderator, "Support"), "The bins are quieter at six.")
    address = ways.address_in_letter(
        author, BUYER.email, subject="Your review is shown", pattern=r"/en/reviews/[A-Za-z0-9_-]{32}/"
    )
    for someone in (author, moderator):
        someone.leave()
    return address.removeprefix("/en")


@pytest.mark.journey
@in_every_way()
def test_a_review_is_written_from_the_letter_and_moderated(arrive, letter, device):
    words = f"At six the bins are quiet, {device}."
    author = arrive(device)
    author.go(f"/{device.language}{letter}")
    author.looks("reviews, from the letter")
    says(author, words, stars=4)
    author.sees(".notice--good")

    moderator = ways.sit_down(arrive(replace(device, script=True)), "Support")  # Wagtail's screens need it
    approve(moderator, words)

    reader = arrive(device)
    reader.go(f"/{device.language}/courses/{COURSE}/")
    reader.press("#reviews ~ div .door[href*='/reviews/']")
    expect(reader.page.get_by_text(words)).to_be_visible()
    for someone in (author, moderator, reader):
        someone.without_trouble()
