"""The journal and the articles below it."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail.models import Page

from demo.loader import people, pictures
from demo.loader.tree import find, put
from demo.loader.words import SOURCE, read, rich, site, stream
from home.journal.pages import ArticlePage, JournalIndexPage
from home.journal.rows import ArticleTheme

# From the newest to the oldest.
NEWEST = [
    "what-the-beekeeper-knows-about-waiting",
    "eleven-sounds-in-a-quiet-house",
    "in-praise-of-the-boring-retreat",
    "why-we-count-breaths",
    "a-room-a-chair-a-lamp",
]
BETWEEN = timedelta(days=26)


def load(home: Page, *, at: datetime) -> None:
    """The list and every article; the oldest first, as they were written."""
    index = put(JournalIndexPage, "journal", parent=home, slug="journal", **index_words(SOURCE))
    for place, code in reversed(list(enumerate(NEWEST))):
        _put_article(index, code, at=at - BETWEEN * place - timedelta(days=4))


def index_words(language: str) -> dict[str, str]:
    """What the journal says of itself."""
    house = site(language)
    section = next(section for section in house["sections"] if section["code"] == "journal")
    return {"title": house["navigation"]["journal"], "summary": section["text"]}


def article_words(language: str, code: str) -> dict[str, str]:
    """What an article says in one language."""
    words = read(language, f"articles/{code}")
    return {
        "title": words["title"],
        "summary": words["summary"],
        "search_description": words["summary"],
        "body": stream("articles", code, "body", blocks=[("text", rich(words["body"]))]),
    }


def _put_article(index: Page, code: str, *, at: datetime) -> None:
    facts = read(SOURCE, f"articles/{code}")
    there = find(ArticlePage, "articles", code)
    put(
        ArticlePage,
        "articles",
        code,
        parent=index,
        slug=code,
        first_published_at=at,
        rows={"themes": [ArticleTheme(theme=people.theme(theme)) for theme in facts["themes"]]},
        author=people.person(facts["author"]),
        date=there.date if there else at.date(),
        picture=pictures.named(facts["picture"]),
        **article_words(SOURCE, code),
    )
