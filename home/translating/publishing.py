"""What is published is what is translated: each publication of a source says so, by a job of its own."""

from __future__ import annotations

from uuid import uuid4

from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from home.pages.listening import never_raises
from outbox import contract as outbox


def join() -> None:
    """Listen to publications of pages."""
    page_published.connect(on_published, dispatch_uid="translating.published")


def say_changed(thing) -> None:
    """Write down that a page or snippet may read otherwise than what its translations were made from."""
    sources = TranslationSource.objects.filter(object_id=thing.translation_key, locale_id=thing.locale_id)
    for source in sources.values_list("pk", flat=True):
        outbox.add("translating.take_up", key=f"translating:{source}:{uuid4()}", payload={"source_id": source})


def told_nowhere(page: Page, words: str) -> None:
    """The page itself is published; only what follows from it here is late, and the log says so."""


@never_raises(told_nowhere)
def on_published(page: Page, **kwargs) -> None:
    # A translation may be the source of others, an alias never is.
    if page.live and page.alias_of_id is None:
        say_changed(page)
