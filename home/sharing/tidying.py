"""Pictures for sharing that nothing shows any more."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage

from home.pages import BasePage
from home.pages.lineage import written_in
from home.sharing.pictures import FOLDER, picture_of_page, picture_of_person
from home.site_frame import SiteFrame, brand_in
from home.snippets import Person

# What was drawn while this looks around belongs to a page that it has not seen.
YOUNG = timedelta(days=1)


def forget_old_pictures(*, at: datetime) -> int:
    """Delete pictures whose page, title, or picture is another now, or gone; gives how many. Not in a transaction."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0  # nothing was ever drawn
    shown = marks_shown()
    old = [name for name in names if name.rpartition(".")[0] not in shown]
    return sum(_forget(f"{FOLDER}/{name}", before=at - YOUNG) for name in old)


def marks_shown() -> set[str]:
    """The marks of all pictures that a page's head may name now; one query for each kind of page, three more."""
    brands = {code: brand_in(code) for code, _name in settings.LANGUAGES}
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage) and not model._meta.abstract]
    return {mark for kind in kinds for mark in _of_pages(kind, brands)} | _of_people(brands)


def _of_pages(kind: type[BasePage], brands: dict[str, SiteFrame]) -> set[str]:
    pages = kind.objects.live().public().filter(locale__language_code__in=brands).defer_streamfields()
    return {
        picture_of_page(page, brands[page.locale.language_code], language=written_in(page)).mark
        for page in pages.select_related(*kind.fetched_with, "alias_of__locale")
    }


def _of_people(brands: dict[str, SiteFrame]) -> set[str]:
    # In a language without words about them they are shown with another's words, and with its own name of the shop.
    people = Person.objects.select_related("locale", "portrait")
    return {picture_of_person(person, brand).mark for person in people for brand in brands.values()}


def _forget(path: str, *, before: datetime) -> bool:
    with suppress(FileNotFoundError):  # another run was here first
        if default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
            return True
    return False
