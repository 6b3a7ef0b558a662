"""What Wagtail tells of articles, and what follows: their cards look different now."""

from __future__ import annotations

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home import cards
from home.journal.pages import ArticlePage
from home.journal.queries import card_key

SIGNALS = (page_published, page_unpublished, page_slug_changed, post_page_move, post_delete)


def join() -> None:
    """Listen to everything after which an article reads otherwise."""
    for signal in SIGNALS:
        signal.connect(on_change, sender=ArticlePage, dispatch_uid="journal.changed")


def on_change(sender, instance: Page, **kwargs) -> None:
    cards.changed(card_key(instance.translation_key), cause=timezone.now().isoformat())
