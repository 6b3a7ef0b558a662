"""What changes pages: all of it leads to a new edition of those that are kept."""

from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.cards import register_listener
from home.site_frame import SiteFrame
from home.snippets import Person, Theme
from media.models import PrivateFile
from storefront.pages.kept import forget_pages

PUBLICATIONS = (page_published, page_unpublished, page_slug_changed, post_page_move)
# What stands on pages and is no page.
BESIDE = (SiteFrame, Person, Theme, PrivateFile, PageViewRestriction, Site)


def join() -> None:
    """Listen to everything after which some page looks different, or has another address or none."""
    for signal in PUBLICATIONS:
        signal.connect(on_change, dispatch_uid="storefront.pages")
    for model in (*BESIDE, get_image_model()):
        post_save.connect(on_change, sender=model, dispatch_uid=f"storefront.pages.{model.__name__}")
        post_delete.connect(on_change, sender=model, dispatch_uid=f"storefront.pages.{model.__name__}")
    post_delete.connect(on_change, sender=Page, dispatch_uid="storefront.pages.Page")
    register_listener(lambda key: forget_pages(), at_once=True)


def on_change(sender, **kwargs) -> None:
    forget_pages()
