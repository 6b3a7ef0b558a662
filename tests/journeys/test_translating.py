"""A page is translated beside its source; the source changes, and what was translated by hand stays."""

import pytest

from tests.journeys import ways

pytestmark = pytest.mark.journey


@pytest.fixture
def editor(arrive):
    return ways.sit_down(arrive(), "Manager")


def test_a_translation_keeps_what_was_written_by_hand_when_its_source_changes(editor, arrive):
    reader = arrive()
    source = write_page(editor, "Shoes off, please", summary="The floor is warm.")

    send_to_german(editor, "Shoes off, please")
    open_columns(editor, "waiting")
    translate(editor, "Shoes off, please", "Bitte ohne Schuhe")
    translate(editor, "shoes-off-please", "bitte-ohne-schuhe", tab="Promote")
    translate(editor, "The floor is warm.", "Der Boden ist warm.", tab="Content")
    reader.go("/de/shoes-off-please/")
    assert "Der Boden ist warm." not in reader.page.content()
    publish_german(editor)

    reader.go("/de/bitte-ohne-schuhe/")
    assert "Der Boden ist warm." in reader.page.content()

    editor.go(f"/admin/pages/{source}/edit/")
    editor.write("[name=summary]", "The floor is warm, even in January.")
    publish(editor)
    on_the_board(editor, "Shoes off, please", "outdated")
    editor.press(".desk-board__cell[data-state=outdated] a[href*='/changes/']")
    editor.is_at("/changes/$")
    assert "Der Boden ist warm." in editor.sees("main").inner_text()
    editor.looks("what changed in a translation")
    editor.press("main a.button:not(.button-secondary)")
    translate(editor, "The floor is warm, even in January.", "Der Boden ist warm, auch im Januar.")
    publish_german(editor)

    reader.go("/de/bitte-ohne-schuhe/")
    assert "Bitte ohne Schuhe" in reader.sees("h1").inner_text()
    assert "auch im Januar." in reader.page.content()
    on_the_board(editor, "Shoes off, please", "translated")
    reader.without_trouble()


def write_page(editor, title: str, *, summary: str) -> str:
    """A page of words below the first one; gives its number."""
    editor.go("/en/")
    home = (
        editor.page.locator("wagtail-userbar a[href*='/edit/']").first.get_attribute("href").rstrip("/").split("/")[-2]
    )
    editor.go(f"/admin/pages/add/home/standardpage/{home}/")
    editor.write("[name=title]", title)
    editor.write("[name=summary]", summary)
    publish(editor)
    editor.go(f"/admin/translations/?q={title}")
    return editor.page.locator(".desk-board__name a").first.get_attribute("href").rstrip("/").split("/")[-2]


def publish(editor) -> None:
    button = editor.page.locator("button[name=action-publish]").first
    if not button.is_visible():
        editor.page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").last.click()
    button.click()
    editor.sees(".messages .success")


def send_to_german(editor, title: str) -> None:
    editor.go(f"/admin/translations/?q={title}")
    editor.looks("the board of translations")
    editor.page.check("tbody [name=things]")
    editor.page.check("[name=languages][value=de]")
    editor.press("[name=act][value=send]")
    editor.sees(".messages .success")
    on_the_board(editor, title, "waiting")


def on_the_board(editor, title: str, state: str) -> None:
    """The board says so in a moment: a runner does the work."""
    for _ in range(60):
        editor.go(f"/admin/translations/?q={title}")
        if editor.page.locator(f".desk-board__cell[data-state={state}]").count():
            return
        editor.page.wait_for_timeout(500)
    raise AssertionError(f"The board never said that “{title}” is {state}.")


def open_columns(editor, state: str) -> None:
    editor.press(f".desk-board__cell[data-state={state}] a")
    editor.is_at("/edit/$")


def translate(editor, string: str, words: str, *, tab: str = "") -> None:
    """Write one string in the second column and keep it."""
    if tab:
        editor.page.get_by_role("tab", name=tab).or_(editor.page.get_by_text(tab, exact=True)).first.click()
    segment = editor.page.locator("li", has=editor.page.get_by_text(string, exact=True)).last
    segment.get_by_role("button", name="Translate").click()
    segment.locator("textarea").fill(words)
    segment.get_by_role("button", name="Save").click()
    segment.get_by_text("Translated manually").wait_for()


def publish_german(editor) -> None:
    editor.page.get_by_role("button", name="Publish in Deutsch").click()
    editor.page.get_by_text("Published '").first.wait_for()
