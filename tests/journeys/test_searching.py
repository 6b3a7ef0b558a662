"""Searching: by words, by filters, by what is offered while one types, and where nothing is found."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import PATIENCE, Device

pytestmark = pytest.mark.journey

FOUND = {"en": "breathing", "ar": "التنفس"}
BEGINNING = {"en": "ex", "ar": "الز"}
NOWHERE = {"en": "motorbike", "ar": "كهرومغناطيسي"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_filters_and_a_thing_that_was_found(arrive, language):
    visitor = arrive(Device(language=language, dark=language == "ar"))

    visitor.go(f"/{language}/")
    visitor.press(f".site-header__tools a[href='/{language}/search/']")
    visitor.looks("search before anything is asked")
    visitor.page.keyboard.type(FOUND[language])  # the field has the focus
    visitor.page.keyboard.press("Enter")
    visitor.is_at(r"/search/\?q=")
    visitor.looks("what was found")
    before = visitor.page.locator(".result").count()
    visitor.page.locator("input[name=kind][value=event]").check()
    visitor.is_at(r"kind=event")
    visitor.looks("what was found, narrowed")
    assert 0 < visitor.page.locator(".result").count() < before
    visitor.press(".chips .chip")
    expect(visitor.page.locator(".result")).to_have_count(before, timeout=PATIENCE)
    visitor.press(".result__title a")
    visitor.is_at(rf"/{language}/(events|courses|shop|people)/")
    visitor.without_trouble()


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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_found_leads_on(arrive, language):
    visitor = arrive(Device(language=language, script=language == "en", narrow=True))

    visitor.go(f"/{language}/search/?q={NOWHERE[language]}")
    visitor.looks("nothing found")
    visitor.press("main a[href*='/write-to-us/']")
    visitor.is_at(r"/write-to-us/")
    visitor.without_trouble()
