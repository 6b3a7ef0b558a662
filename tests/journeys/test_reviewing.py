"""Saying how it was: written by a member, shown by a moderator, and changed from the letter without an account."""

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import Device, Visitor

pytestmark = pytest.mark.journey
COURSE = "walking-as-practice"
DEVICES = [Device(), Device(narrow=True, dark=True), Device(script=False)]


def says(someone: Visitor, words: str, *, stars: int) -> None:
    """In the form of the course, wherever it stands."""
    form = someone.page.locator(".reviews__thing", has=someone.page.locator(f"h2 a[href*='{COURSE}']"))
    code = form.get_attribute("aria-labelledby")
    someone.tick(f"[name={code}-stars][value='{stars}']")
    someone.write(f"[name={code}-text]", words)
    someone.press("main form button.button[type=submit]:not(.button--plain)")


def approve(moderator: Visitor, words: str) -> None:
    """The review with these words, at the desk, among those that wait."""
    moderator.go("/admin/reviews/")
    moderator.looks("desk, reviews")
    moderator.tick(f".desk-box:has-text('{words}') input[name=reviews]")
    moderator.tick("input[name=decision][value=approved]")
    moderator.press(".desk-box form button, .desk form .desk-box button[type=submit]")
    expect(moderator.page.get_by_text(words)).to_have_count(0)


@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_a_review_is_written_shown_and_changed_from_the_letter(arrive, device):
    words = f"Slowly, past the bins, {device}."
    author = arrive(device)
    ways.sign_in(author, BUYER.email, PASSWORD)
    author.go("/en/account/reviews/")
    author.looks("reviews, all of mine")
    says(author, words, stars=5)
    author.sees(".notice--good")

    moderator = ways.sit_down(arrive(), "Support")
    approve(moderator, words)

    reader = arrive(device)
    reader.go(f"/en/courses/{COURSE}/")
    reader.press("#reviews ~ div .door[href*='/reviews/']")
    reader.looks("reviews, of a course")
    expect(reader.page.get_by_text(words)).to_be_visible()

    letter = ways.address_in_letter(
        author, BUYER.email, subject="Your review is shown", pattern=r"/en/reviews/[A-Za-z0-9_-]{32}/"
    )
    from_the_letter = arrive(device)
    from_the_letter.go(letter)
    from_the_letter.looks("reviews, from the letter")
    says(from_the_letter, f"{words} And back.", stars=4)
    from_the_letter.sees(".notice--good")
    for someone in (author, moderator, reader, from_the_letter):
        someone.without_trouble()
