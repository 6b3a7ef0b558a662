"""What Wagtail tells of pages, and what follows for the records."""

from __future__ import annotations

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from events.catalogue import operations
from events.catalogue.pages import EventPage
from home.pages.listening import never_raises


def join() -> None:
    """Listen to everything that may happen to an event's page."""
    listened = {
        "published": (page_published, on_published),
        "unpublished": (page_unpublished, on_gone),
        # Deleting tells of unpublishing too, while the page is still there; this comes when it is gone.
        "deleted": (post_delete, on_gone),
        "moved": (post_page_move, on_changed),
        "new_slug": (page_slug_changed, on_changed),
    }
    for name, (signal, receiver) in listened.items():
        signal.connect(receiver, sender=EventPage, dispatch_uid=f"events.{name}")


@never_raises(operations.note_trouble)
def on_published(page: Page, **kwargs) -> None:
    # A first publication that waits for its date tells of itself with a page that is not live.
    if page.live:
        now = timezone.now()
        operations.publish_event(page, at=now)
        operations.event_changed(page, at=now)


@never_raises(operations.note_trouble)
def on_gone(page: Page, **kwargs) -> None:
    now = timezone.now()
    operations.unpublish_event(page, at=now)
    operations.event_changed(page, at=now)


@never_raises(operations.note_trouble)
def on_changed(page: Page, **kwargs) -> None:
    operations.event_changed(page, at=timezone.now())
