"""What Wagtail tells of pages, and what follows for the records."""

from __future__ import annotations

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.pages.listening import never_raises
from shop.downloads import operations
from shop.downloads.models import Product
from shop.downloads.pages import ProductPage


def join() -> None:
    """Listen to everything that may happen to a product's pages."""
    page_published.connect(on_published, sender=ProductPage, dispatch_uid="downloads.published")
    page_unpublished.connect(on_gone, sender=ProductPage, dispatch_uid="downloads.unpublished")
    # Deleting tells of unpublishing too, while the page is still there; this comes when it is gone.
    post_delete.connect(on_gone, sender=ProductPage, dispatch_uid="downloads.deleted")
    post_page_move.connect(on_other_address, sender=ProductPage, dispatch_uid="downloads.moved")
    page_slug_changed.connect(on_other_address, sender=ProductPage, dispatch_uid="downloads.new_slug")


@never_raises(Product.note_trouble)
def on_published(page: Page, **kwargs) -> None:
    # A first publication that waits for its date tells of itself with a page that is not live.
    if page.live:
        now = timezone.now()
        operations.publish_product(page, at=now)
        operations.product_changed(page, at=now)


@never_raises(Product.note_trouble)
def on_gone(page: Page, **kwargs) -> None:
    now = timezone.now()
    operations.unpublish_product(page, at=now)
    operations.product_changed(page, at=now)


@never_raises(Product.note_trouble)
def on_other_address(page: Page, **kwargs) -> None:
    operations.product_changed(page, at=timezone.now())
