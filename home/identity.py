"""Who the shop is, as letters say it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from home.links import links_to_pages
from home.site_frame import LEGAL_PAGES, frame_in
from messaging.contract import Identity


def identity() -> Identity:
    """Name, legal lines and legal pages, in the language that is active."""
    frame = frame_in(get_language())
    if frame is None:
        return Identity(settings.WAGTAIL_SITE_NAME)
    ids = [pk for name in LEGAL_PAGES if (pk := getattr(frame, f"{name}_id"))]
    links = links_to_pages(ids, language=get_language())
    shown = tuple((f"{settings.PUBLIC_URL}{links[pk].url}", links[pk].label) for pk in ids if pk in links)
    return Identity(frame.name, frame.legal, shown)
