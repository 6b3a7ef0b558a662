"""What may be asked of articles: which there are in a language, what stands beside one, how they look in lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from home.cards import Card, CardQuery
from home.journal import words
from home.journal.pages import ArticlePage
from home.journal.rows import ArticleTheme
from home.links import path_of
from home.pages.lineage import written_in
from home.pictures import card_image, with_card_pictures
from home.snippets import Person, people_by_key
from home.templatetags.shop_tags import length_in_words


@dataclass(frozen=True)
class Shown:
    """An article as readers of one language find it: its page, who wrote it, and the keys of its themes."""

    page: ArticlePage
    author: Person | None
    themes: tuple[str, ...]
    hue: str


def articles(language: str) -> QuerySet:
    """Every published article that anybody may read, in a language, the newest first."""
    return newest_first(ArticlePage.objects.live().public().filter(locale__language_code=language))


def newest_first(pages: QuerySet) -> QuerySet:
    return pages.order_by("-date", "-pk")


def shown(pages: QuerySet, *, language: str) -> list[Shown]:
    """Articles with their authors and themes, in their order, in three queries."""
    pages = pages.annotate(author_key=F("author__translation_key")).defer("body")
    found = list(pages.select_related("picture", "locale", "alias_of__locale"))
    themes = themes_of(found)
    people = people_by_key({str(page.author_key) for page in found if page.author_key}, language=language)
    return [
        Shown(
            page,
            people.get(str(page.author_key)),
            tuple(key for key, _hue in themes[page.pk]),
            next((hue for _key, hue in themes[page.pk]), ""),
        )
        for page in found
    ]


def themes_of(pages: Collection[ArticlePage]) -> dict[int, list[tuple[str, str]]]:
    """Key and colour of each theme of these pages, by page, the first one first; one query."""
    rows = ArticleTheme.objects.filter(page__in=[page.pk for page in pages]).order_by("sort_order", "pk")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for page, key, hue in rows.values_list("page_id", "theme__translation_key", "theme__hue"):
        found[page].append((str(key), hue))
    return found


def before_and_after(page: ArticlePage, among: QuerySet) -> tuple[ArticlePage | None, ArticlePage | None]:
    """The article before it and the one after it, by their dates; two queries."""
    number = page.pk or 0  # a page that is previewed before it is there
    earlier = among.filter(Q(date__lt=page.date) | Q(date=page.date, pk__lt=number))
    later = among.filter(Q(date__gt=page.date) | Q(date=page.date, pk__gt=number))
    return newest_first(earlier.defer("body")).first(), newest_first(later.defer("body")).last()


def on_themes(keys: Collection[str], among: QuerySet) -> QuerySet:
    """Those that are about any of these themes."""
    about = ArticleTheme.objects.filter(theme__translation_key__in=list(keys))
    return among.filter(pk__in=about.values("page_id"))


def cards_of(rows: Collection[Shown], *, language: str, request: HttpRequest | None = None) -> list[Card]:
    """How articles look in lists, in at most one query."""
    with_card_pictures(row.page.picture for row in rows)
    roots = request or SimpleNamespace()  # Wagtail keeps the roots of all sites on it, and asks for them once
    return [_card(row, language=language, roots=roots) for row in rows]


def newest(query: CardQuery) -> list[Card]:
    """The newest articles, for lists that fill themselves."""
    return _cards(articles(query.language)[: query.limit], query)


def written_by(person: UUID, query: CardQuery) -> list[Card]:
    """What somebody has written, by their translation key, the newest first."""
    mine = articles(query.language).filter(author__translation_key=person)
    return _cards(mine[: query.limit], query)


def of_pages(page_ids: list[int], query: CardQuery) -> dict[int, Card]:
    """Cards of articles that editors chose by hand, each in the reader's language where it is published in it."""
    chosen = dict(ArticlePage.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    if not chosen:
        return {}
    same = (
        ArticlePage.objects.live()
        .public()
        .filter(Q(pk__in=page_ids) | Q(translation_key__in=list(chosen.values()), locale__language_code=query.language))
    )
    rows = shown(newest_first(same), language=query.language)
    # The reader's own language comes last, and so is what stays.
    rows.sort(key=lambda row: row.page.locale.language_code == query.language)
    cards = dict(
        zip(
            (row.page.translation_key for row in rows),
            cards_of(rows, language=query.language, request=query.request),
            strict=True,
        )
    )
    return {pk: cards[key] for pk, key in chosen.items() if key in cards}


def card_key(key: UUID) -> str:
    """What the card of an article is called, in every language."""
    return f"article:{key}"


def _cards(pages: QuerySet, query: CardQuery) -> list[Card]:
    return cards_of(shown(pages, language=query.language), language=query.language, request=query.request)


def _card(row: Shown, *, language: str, roots) -> Card:
    page, written = row.page, written_in(row.page)
    by = [row.author.name] if row.author else []
    return Card(
        key=card_key(page.translation_key),
        kind="article",
        kind_label=str(words.KIND),
        url=path_of(page, roots),
        title=page.title,
        summary=page.summary,
        image=card_image(page.picture),
        facts=(*by, length_in_words(60 * page.minutes)),
        hue=row.hue,
        language="" if written == language else written,
    )
