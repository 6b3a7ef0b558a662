"""A page that nobody has translated keeps the address of the page whose words it shows."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.signals import page_slug_changed

from home.pages.listening import never_raises
from home.translating.publishing import told_nowhere


def join() -> None:
    """Listen to pages that get another address."""
    page_slug_changed.connect(on_new_slug, dispatch_uid="translating.new_slug")


@never_raises(told_nowhere)
def on_new_slug(page: Page, *, instance_before: Page, **kwargs) -> None:
    follow_slug(page, earlier=instance_before.slug)


def follow_slug(page: Page, *, earlier: str) -> None:
    """Give a page's slug to its aliases in other languages that had its earlier one, where it is free there.

    Earlier addresses, of pages below as well, lead on as after any new slug; an alias of an alias follows likewise.
    """
    aliases = Page.objects.filter(alias_of=page, translation_key=page.translation_key, slug=earlier)
    for alias in aliases.order_by("pk").specific():
        if alias.get_siblings(inclusive=False).filter(slug=page.slug).exists():
            continue
        alias.slug = page.slug
        alias.save(clean=False)  # its content is its source's, and was looked at there
