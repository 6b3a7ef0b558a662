"""Things to be found, in words of the demonstration drawn about as often as they are said there (Zipf's law)."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from datetime import datetime, timedelta

from search.analysis.folding import words
from search.documents import Document, Named, Place
from search.models import Thing
from tests.factories.courses import make_course, make_person, page_of
from tests.factories.downloads import make_product, product_page
from tests.factories.events import in_days, make_event
from tests.factories.events import page_of as event_page
from tests.factories.journal import make_article
from tests.search.corpus import LANGUAGES, documents

OF_A_KIND = 12  # pages that stand behind all listings of their kind
TITLE, SUMMARY, TEXT = (3, 6), (12, 20), (50, 90)  # words
FOLDERS = ("courses", "events", "products", "people")


def behind() -> dict[str, list[int]]:
    """By kind, the numbers of real pages by which the cards of its listings are made."""
    names = [f"Number {number}" for number in range(OF_A_KIND)]
    return {
        "course": [page_of(make_course(name)).pk for name in names],
        "event": [event_page(make_event(name, dates=[in_days(40)])).pk for name in names],
        "product": [product_page(make_product(name)).pk for name in names],
        "article": [make_article(name).pk for name in names],
        "person": [make_person(name).pk for name in names],
    }


class Speaker:
    """Says things in one language, in the words of the demonstration and about as often as they are said there."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.language, self.chance = language, chance
        there = [document for folder in FOLDERS for document in documents(folder, language)]
        texts = " ".join(f"{one.title} {one.summary} {one.text}" for one in there)
        often = Counter(match.group() for match in words(texts))
        self.words = [word for word, _count in often.most_common()]
        self.shares = list(itertools.accumulate(1 / place for place in range(1, len(self.words) + 1)))
        self.themes = sorted({theme for one in there for theme in one.themes}, key=lambda one: one.code)
        self.teachers = sorted({one for document in there for one in document.teachers}, key=lambda one: one.code)
        self.places = sorted({one.place for one in there if one.place}, key=lambda one: one.code)

    def document(self, thing: Thing, number: int, now: datetime) -> Document:
        chance, event = self.chance, thing.kind == "event"
        first = now.date() + timedelta(days=chance.randrange(500))
        price = 100 * chance.choice((0, 9, 15, 19, 29, 39, 49, 79, 99, 149, 290, 690))
        return Document(
            key=thing.key,
            language=self.language,
            written=self.language,
            number=number,
            title=self.say(TITLE).capitalize(),
            summary=self.say(SUMMARY),
            text=self.say(TEXT),
            teachers=self.some(self.teachers, 1),
            themes=self.some(self.themes, 2),
            level=chance.choice(("", "beginner", "all", "advanced")) if thing.kind == "course" else "",
            spoken=(chance.choice(LANGUAGES),),
            place=chance.choice(self.places) if event else None,
            dates=((first, first + timedelta(days=chance.randrange(7))),) if event else (),
            prices={} if thing.kind in ("article", "person") else {"EUR": price, "USD": price},
            free=chance.random() < 0.8 if event else None,
            rating=chance.choice((None, None, 3.4, 4.1, 4.8)),
            popularity=int(chance.paretovariate(1)) - 1,
            published_at=now - timedelta(days=chance.randrange(1500)),
        )

    def say(self, length: tuple[int, int]) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.shares, k=self.chance.randint(*length)))

    def some(self, things: list[Named] | list[Place], most: int) -> tuple:
        return tuple(self.chance.sample(things, self.chance.randint(1, most)))
