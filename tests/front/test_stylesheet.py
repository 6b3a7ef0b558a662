"""The one style file: small, and right in both directions and in both lights."""

from __future__ import annotations

import gzip
import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from storefront.stylesheet import FIRST, fresh, joined, lightened, sources

# Sides that do not turn with the reading direction.
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right|top|bottom)[-\w]*|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r"|float|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|text-align\s*:\s*(?:left|right)"
)
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")


def rules(path) -> str:
    """A file without its comments and without the conditions of its queries."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"@(?:media|container|supports)[^{]*", "", css)


def test_the_tests_below_would_catch_what_they_forbid():
    assert PHYSICAL.findall("margin-left: 1px; left: 0; text-align: left; border-top-left-radius: 0; width: 3px")
    assert not PHYSICAL.findall("margin-inline-start: 1px; --card-left: 0; inline-size: 2px; text-align: start")
    assert RAW_COLOUR.findall("color: #fff; color: rgb(0 0 0)")


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_no_rule_knows_left_or_right(path):
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("path", [path for path in sources() if path.name != "tokens.css"], ids=lambda path: path.name)
def test_colours_are_named_in_the_tokens_only(path):
    assert RAW_COLOUR.findall(rules(path)) == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer(path):
    outside = re.sub(r"@layer [\w, ]+(?:;|\{.*?\n\})", "", rules(path), flags=re.DOTALL)

    assert outside.strip() == ""


def test_everything_a_page_needs_is_at_most_twenty_kilobytes():
    assert len(gzip.compress(joined().encode())) <= 20 * 1024


def test_the_layers_come_first():
    assert sources()[0].name == FIRST
    assert joined().startswith("@layer reset,base,layout,components,blocks,utilities;")


def test_lighter_css_says_the_same():
    css = "/* a\nb */\n.part {\n  & :is(a, b) > .x {\n    margin: calc(1px + 2px) auto;\n  }\n}\n"

    assert lightened(css) == ".part{& :is(a,b) > .x{margin:calc(1px + 2px) auto}}"


def test_a_changed_part_is_served_at_once(tmp_path):
    path = fresh(tmp_path)
    path.write_text("old")
    os.utime(path, (0, 0))

    assert fresh(tmp_path).read_text() == joined()


def test_the_page_finds_the_joined_file():
    assert finders.find("css/shop.css").endswith("css/shop.css")
    assert finders.find("css/nothing.css") is None


def test_fonts_are_found_after_collecting(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0, ignore=["wagtail*", "admin", "rest_framework"])

    storage = ManifestStaticFilesStorage(location=tmp_path)
    css = (tmp_path / storage.stored_name("css/shop.css")).read_text()
    fonts = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', css)
    assert len(fonts) == 7
    assert [font for font in fonts if not (tmp_path / font).exists()] == []
