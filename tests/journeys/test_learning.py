"""Coming back: what was begun on one device goes on on another."""

import re

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways

pytestmark = pytest.mark.journey
PLACE = 41  # seconds


def test_a_lesson_goes_on_at_the_second_on_another_device(arrive):
    at_the_desk, in_the_train = arrive(), arrive()
    for device in (at_the_desk, in_the_train):
        ways.sign_in(device, BUYER.email, PASSWORD)

    ways.go_on_learning(at_the_desk)
    lesson = at_the_desk.page.url
    listen_up_to(at_the_desk, PLACE)
    in_the_train.go(lesson)

    player = in_the_train.sees("lesson-player")
    assert abs(int(player.get_attribute("data-position")) - PLACE) <= 2
    in_the_train.press("[data-do=resume]")
    in_the_train.page.wait_for_function(
        "place => document.querySelector('video, audio').currentTime >= place", arg=PLACE - 2
    )
    at_the_desk.without_trouble()
    in_the_train.without_trouble()


def test_a_lesson_is_done_by_a_button_and_open_again_by_another(arrive):
    learner = arrive()
    ways.sign_in(learner, BUYER.email, PASSWORD)
    ways.go_on_learning(learner)

    ways.finish_and_open_again(learner)

    learner.without_trouble()


def listen_up_to(visitor, second: int) -> None:
    """Hear a moment of it at that place, and pause; the place is on its way to the shop."""
    visitor.sees("lesson-player")
    visitor.page.wait_for_function("() => document.querySelector('video, audio').readyState >= 1")
    with visitor.page.expect_response(re.compile("/progress/")) as kept:
        visitor.page.evaluate(
            """async place => {
              const media = document.querySelector('video, audio');
              media.currentTime = place;
              await media.play();
              await new Promise(heard => media.addEventListener('timeupdate', heard, {once: true}));
              media.pause();
            }""",
            second,
        )
    expect(visitor.page.locator("lesson-player")).to_be_attached()
    assert kept.value.status == 200
