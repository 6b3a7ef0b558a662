"""What search engines may list: every open page in the languages in which it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from home import places
from home.links import path_of
from home.pages import BasePage
from home.snippets import Person

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass
class Listed:
    """One thing: by language its path, and when its words changed last (UTC) where that is known."""

    paths: dict[str, str] = field(default_factory=dict)
    changed: dict[str, datetime] = field(default_factory=dict)


def everything() -> list[Listed]:
    """All of it: two queries for each kind of page, one for people."""
    return [*_pages(), *_places(), *_people()]


def written(kind: type[BasePage]) -> QuerySet:
    """Pages of a kind that anybody may read and search engines may list, each in its own language's words."""
    pages = kind.objects.live().public().filter(alias_of=None, hidden=False)
    return pages.filter(locale__language_code__in=LANGUAGES).select_related("locale")


def _pages() -> Iterator[Listed]:
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage) and model.stands_alone]
    roots = SimpleNamespace()  # where trees begin is asked for once
    columns = ("translation_key", "url_path", "path", "depth", "slug", "last_published_at", "locale__language_code")
    for kind in kinds:
        found: dict[object, Listed] = defaultdict(Listed)
        for page in written(kind).only(*columns).order_by("path"):
            if path := path_of(page, roots):
                one, code = found[page.translation_key], page.locale.language_code
                one.paths[code] = path
                if page.last_published_at:
                    one.changed[code] = page.last_published_at
        yield from found.values()


def _places() -> Iterator[Listed]:
    for view in places.listed():
        yield Listed({code: _reverse(view, code) for code in LANGUAGES})


def _people() -> Iterator[Listed]:
    found: dict[str, Listed] = defaultdict(Listed)
    rows = Person.objects.filter(locale__language_code__in=LANGUAGES).order_by("code", "pk")
    for code, language in rows.values_list("code", "locale__language_code"):
        found[code].paths[language] = _reverse("home:person", language, code)
    yield from found.values()


def _reverse(view: str, language: str, *arguments: str) -> str:
    with override(language):
        return reverse(view, args=arguments)
