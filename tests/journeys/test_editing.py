"""What editors publish is true in the shop at once."""

import pytest

from tests.journeys import ways

pytestmark = pytest.mark.journey


@pytest.fixture
def editor(arrive):
    return ways.sit_down(arrive(), "Manager")


def test_a_price_that_an_editor_changes_is_true_everywhere(editor, arrive):
    guest = arrive()
    edit_page(editor, "/en/courses/yin-for-tired-people/")

    open_tab(editor, "selling")
    editor.write("[name='prices-0-amount']", "61.50")
    publish(editor)

    guest.go("/en/courses/")
    assert "61.50" in guest.sees(".card:has(a[href*='yin-for-tired-people']) .price").inner_text()
    guest.press("a[href*='yin-for-tired-people']")
    guest.is_at("/yin-for-tired-people/")
    assert "61.50" in guest.sees("#buy .price").inner_text()
    ways.put_in_cart(guest)
    assert "61.50" in guest.sees(".totals__row--sum").inner_text()
    guest.without_trouble()


def test_a_course_that_an_editor_publishes_can_be_bought(editor, arrive):
    guest, title = arrive(), "Rain on a Tin Roof"
    editor.go(f"/admin/pages/add/courses/coursepage/{edit_page(editor, '/en/courses/')}/")

    editor.write("[name=title]", title)
    editor.write("[name=outcome]", "An evening that needs nothing from you.")
    editor.write("[name=summary]", "One long recording, and how to listen to it.")
    open_tab(editor, "selling")
    if not editor.page.locator("[name='prices-0-amount']").count():
        editor.press("#id_prices-ADD")
    editor.write("[name='prices-0-amount']", "19")
    publish(editor)

    guest.go("/en/courses/")
    guest.press(f".card__title a:has-text('{title}')")
    guest.is_at("/rain-on-a-tin-roof/")
    ways.put_in_cart(guest)
    ways.say_who(guest, ways.new_address())
    guest.without_trouble()


def edit_page(editor, path: str) -> str:
    """From the page as readers see it to its form, by Wagtail's own bar; gives the page's number."""
    editor.go(path)
    edit = editor.page.locator("wagtail-userbar a[href*='/edit/']").first
    number = edit.get_attribute("href").rstrip("/").split("/")[-2]
    editor.go(f"/admin/pages/{number}/edit/")
    return number


def open_tab(editor, name: str) -> None:
    editor.press(f"[role=tab][href='#tab-{name}']")


def publish(editor) -> None:
    """By the menu beside "Save draft", as editors do."""
    menu = editor.page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").last
    publish_button = editor.page.locator("button[name=action-publish]").first
    if not publish_button.is_visible():
        menu.click()
    publish_button.click()
    editor.sees(".messages .success")
