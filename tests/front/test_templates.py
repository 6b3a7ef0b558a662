"""What every template keeps: no inline style or script, parts that say what they take, words that can be translated."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from storefront.gallery import comments_of, parts
from storefront.gallery_examples import examples

TEMPLATES = settings.ROOT / "templates"
# Letters cannot link a style file: their readers drop it.
PAGES = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if path.relative_to(TEMPLATES).parts[0] != "messages" and "email" not in path.relative_to(TEMPLATES).parts
)
SCRIPTS = sorted((settings.ROOT / "static" / "js").glob("*.js"))


# Buttons of Wagtail's administration.
BUTTON = re.compile(r'class="button[ "].*?</(?:a|button)>', re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(settings.ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_template_has_a_style_or_a_script_inside(path):
    html = path.read_text()

    assert re.findall(r"\sstyle=", html) == []
    assert re.findall(r"<style\b", html) == []
    assert re.findall(r"\son[a-z]+=", html) == []
    assert [tag for tag in re.findall(r"<script\b[^>]*>", html) if " src=" not in tag and "json" not in tag] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_template_can_be_read_by_django(path):
    get_template(path.relative_to(TEMPLATES).as_posix())


@pytest.mark.parametrize("name", parts())
def test_every_part_says_what_it_is_what_it_takes_and_how_it_is_used(name):
    said = comments_of(name)

    assert len(said) >= 2
    assert re.search(r"\bTakes\b", " ".join(said))
    assert f"components/{name}.html" in said[-1] or f'part "{name}"' in said[-1]


def test_every_part_has_examples_in_the_gallery(db):
    shown = examples()

    assert sorted(shown) == parts()
    assert [name for name in shown if not shown[name]] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_gallery_opens(client, db, language):
    page = client.get("/gallery/", {"language": language})

    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


def test_what_every_page_loads_of_script_is_light_and_so_is_what_one_of_them_adds():
    """Twelve kilobytes are a page's whole budget; `tests/demo/test_every_page.py` weighs each page."""
    base = (TEMPLATES / "base.html").read_text()
    parts = [base, *((TEMPLATES / name).read_text() for name in re.findall(r'include "(partials/[\w/]+\.html)"', base))]
    everywhere = {name for part in parts for name in re.findall(r"'js/([\w-]+\.js)'", part)}
    weights = {path.name: len(gzip.compress(path.read_bytes())) for path in SCRIPTS}

    assert everywhere >= {"forms.js", "cart-drawer.js"}
    assert sum(weights[name] for name in everywhere) <= 6 * 1024
    assert max(weights.values()) <= 2 * 1024


def test_the_script_of_the_door_is_at_most_five_kilobytes():
    script = settings.ROOT / "static" / "js" / "staff" / "door.js"
    assert len(gzip.compress(script.read_bytes())) <= 5 * 1024


def test_icons_in_buttons_of_the_administration_are_wrapped():
    """Wagtail gives them their size by the wrapper; a bare one pushes the words out of sight."""
    buttons = [button for page in (TEMPLATES / "desk").glob("*.html") for button in BUTTON.findall(page.read_text())]
    with_icon = [button for button in buttons if "{% icon" in button]

    bare = [button for button in with_icon if "wrapped=1" not in button or "button--icon" not in button]

    assert (bool(with_icon), bare) == (True, [])
