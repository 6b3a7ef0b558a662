"""Searching: by words, by filters, by what is offered while one types, and where nothing is found."""

import pytest
from playwright.sync_api import expect

from tests.journeys.devices import ARABIC, ENGLISH, in_every_way
from tests.journeys.visitor import PATIENCE, Device, Visitor

pytestmark = pytest.mark.journey

FOUND = {"en": "breathing", "ar": "التنفس"}
BEGINNING = {"en": "ex", "ar": "الز"}
NOWHERE = {"en": "motorbike", "ar": "كهرومغناطيسي"}


@in_every_way(ENGLISH, ARABIC)
def test_words_filters_and_a_thing_that_was_found(arrive, device):
    visitor, language = arrive(device), device.language

    visitor.go(f"/{language}/")
    visitor.press(f".site-header__tools a[href='/{language}/search/']")
    visitor.is_at(r"/search/$")
    visitor.looks("search before anything is asked")
    visitor.page.keyboard.type(FOUND[language])  # the field has the focus
    visitor.page.keyboard.press("Enter")
    visitor.is_at(r"/search/\?q=")
    visitor.looks("what was found")
    before = visitor.page.locator(".result").count()
    narrow_to_events(visitor)
    visitor.looks("what was found, narrowed")
    assert 0 < visitor.page.locator(".result").count() < before
    visitor.press(".chips .chip")
    expect(visitor.page.locator(".result")).to_have_count(before, timeout=PATIENCE)
    visitor.press(".result__title a")
    visitor.is_at(rf"/{language}/(events|courses|shop|people)/")
    visitor.without_trouble()


def narrow_to_events(visitor: Visitor) -> None:
    """In the sheet of filters, where there is no room for them beside the list; with script it asks at once."""
    if visitor.device.narrow:
        visitor.press(".facets-open")
    visitor.tick("input[name=kind][value=event]")
    if visitor.device.script:
        visitor.is_at(r"kind=event")
    if visitor.device.narrow or not visitor.device.script:
        with visitor.page.expect_navigation():
            visitor.press(".facets__end button")
    visitor.is_at(r"kind=event")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_suggestions_are_chosen_by_keyboard(arrive, language):
    visitor = arrive(Device(language=language, narrow=language == "ar"))
    field, page = "#q", visitor.page

    visitor.go(f"/{language}/search/")
    page.locator(field).press_sequentially(BEGINNING[language])
    visitor.sees("[role=option]")
    expect(page.locator(field)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#status")).not_to_be_empty()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(page.locator(field)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    visitor.looks("suggestions")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    visitor.sees("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    visitor.is_at(rf"/{language}/(events|courses|shop|people)/.")
    visitor.without_trouble()


@in_every_way(ENGLISH, ARABIC)
def test_nothing_found_leads_on(arrive, device):
    visitor, language = arrive(device), device.language

    visitor.go(f"/{language}/search/?q={NOWHERE[language]}")
    visitor.looks("nothing found")
    visitor.press("main a[href*='/write-to-us/']")
    visitor.is_at(r"/write-to-us/")
    visitor.without_trouble()
