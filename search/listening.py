"""What is heard of beside cards: people and themes, pages of words, and who may read which pages."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.cards import register_listener
from home.pages import StandardPage
from home.snippets import Person, Theme
from search import operations
from search.house import PAGE, PERSON

PUBLICATIONS = (page_published, page_unpublished, page_slug_changed, post_page_move)


def join() -> None:
    """Hear of everything after which something is found otherwise."""
    register_listener(operations.card_changed)
    for signal in PUBLICATIONS:
        signal.connect(on_page, dispatch_uid="search.page")
    post_delete.connect(on_page, sender=StandardPage, dispatch_uid="search.page")
    for model in (Person, Theme):
        post_save.connect(on_snippet, sender=model, dispatch_uid=f"search.{model.__name__}")
        post_delete.connect(on_snippet, sender=model, dispatch_uid=f"search.{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(on_access, sender=PageViewRestriction, dispatch_uid="search.access")


def on_page(sender, instance, **kwargs) -> None:
    if issubclass(sender, StandardPage) or isinstance(instance.specific_deferred, StandardPage):
        operations.want(PAGE, instance.translation_key)


def on_snippet(sender, instance, **kwargs) -> None:
    operations.mentioned_changed(instance.translation_key)
    if isinstance(instance, Person):
        operations.want(PERSON, instance.translation_key)


def on_access(sender, instance, **kwargs) -> None:
    operations.page_access_changed(instance.page.path)
