"""Pages of words, the frame around them, and streams of blocks as editors leave them."""

from __future__ import annotations

from uuid import uuid4

from django.utils.text import slugify

from home.pages import HomePage, StandardPage
from home.site_frame import SiteFrame
from tests.factories.courses import make_home, make_locale

QUOTE = {"text": "I teach the other thing.", "person": None, "by": "Bela", "hue": "saffron"}


def stream(*blocks: tuple[str, object]) -> list[dict]:
    """Blocks as a stream stores them."""
    return [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]


def items(*values) -> list[dict]:
    """The entries of a list inside a block."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def heading(title: str, *, page: int | None = None) -> tuple[str, dict]:
    return "heading", {"title": title, "note": "", "page": page, "link_label": ""}


def cards(*pages: int, source: str = "", most: int = 5) -> tuple[str, dict]:
    return "cards", {"source": source, "most": most, "pages": items(*pages), "first_large": False}


def door(title: str, *, page: int, image: int | None = None) -> dict:
    return {"title": title, "text": "", "page": page, "image": image, "hue": "teal"}


def make_page(title: str = "About us", *blocks, parent=None, **fields) -> StandardPage:
    """A published page of words."""
    page = StandardPage(title=title, slug=slugify(title), body=stream(*blocks), **fields)
    return (parent or make_home()).add_child(instance=page)


def write_home(*blocks, **fields) -> HomePage:
    """The first page with these blocks on it."""
    home = make_home()
    for name, value in {"body": stream(*blocks), **fields}.items():
        setattr(home, name, value)
    home.save()
    return HomePage.objects.get(pk=home.pk)


def link(page: int | None = None, *, place: str = "", label: str = "") -> dict:
    return {"page": page, "place": place, "label": label}


def make_frame(language: str = "en", *, menu=(), columns: dict[str, list] | None = None, **fields) -> SiteFrame:
    """What stands around every page, in one language."""
    shown = {title: items(*links) for title, links in (columns or {}).items()}
    return SiteFrame.objects.create(
        locale=make_locale(language),
        navigation=stream(*(("link", one) for one in menu)),
        footer=stream(*(("column", {"title": title, "links": links}) for title, links in shown.items())),
        **{"name": "Stillpoint", "tagline": "Made slowly.", **fields},
    )
