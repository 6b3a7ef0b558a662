"""What may be asked of courses: which there are in a language, and how they look in lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from courses.catalogue import words
from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage
from courses.catalogue.rows import CourseTheme
from home.cards import Card, CardQuery, PriceTag
from home.pages.shown import pages_in
from home.pictures import card_image, with_card_pictures
from home.snippets import Person, people_by_key
from shop.contract import Offer, Rating, entitled_ids, offers_of, ratings_of


@dataclass(frozen=True)
class Shown:
    """A course as readers of one language find it: its record, its page, its offer, and what it costs them."""

    course: Course
    page: CoursePage
    offer: Offer | None
    price: PriceTag | None


def shown(
    courses: QuerySet, *, language: str, currency: str, at: datetime, fallback: bool = False, limit: int | None = None
) -> list[Shown]:
    """Those of the courses whose page is published in a language, in their order, in three queries.

    With `fallback`, courses without such a page are shown by the page in which they were written.
    """
    pages = CoursePage.objects.live().filter(locale__language_code=language)
    if not fallback:
        courses = courses.filter(translation_key__in=pages.values("translation_key"))
    courses = list(courses[:limit] if limit else courses)
    found = pages_of(courses, language=language, fallback=fallback)
    offers = offers_of(courses)
    return [
        shown_row(course, found[course.translation_key], offers[course.pk], currency=currency, at=at)
        for course in courses
        if course.translation_key in found
    ]


def pages_of(courses: Iterable[Course], *, language: str, fallback: bool = False) -> dict[UUID, CoursePage]:
    """The published page of each course in a language, with what cards need of it, in one query."""
    return pages_in(CoursePage, courses, themes=CourseTheme, picture="cover", language=language, fallback=fallback)


def people_of(courses: Iterable[Course], *, language: str) -> dict[str, Person]:
    """Everybody who teaches these courses, in the reader's language where there are words in it, in one query."""
    return people_by_key({key for course in courses for key in course.teachers}, language=language)


def cards_of(
    rows: Collection[Shown],
    *,
    language: str,
    at: datetime,
    owned: Collection[int] = (),
    people: dict[str, Person] | None = None,
    ratings: Mapping[int, Rating] | None = None,
    request: HttpRequest | None = None,
) -> list[Card]:
    """How courses look in lists, in at most four queries."""
    people = people_of([row.course for row in rows], language=language) if people is None else people
    with_card_pictures(row.page.cover for row in rows)
    ratings = ratings_of(row.course for row in rows) if ratings is None else ratings
    # Wagtail keeps the roots of all sites on whatever it is given, and asks for them once.
    roots = request or SimpleNamespace()
    return [
        _card(row, people, ratings, language=language, at=at, owned=row.course.pk in owned, roots=roots) for row in rows
    ]


def newest(query: CardQuery) -> list[Card]:
    """The newest courses, for lists that fill themselves."""
    now = timezone.now()
    rows = shown(
        Course.objects.live().newest(), language=query.language, currency=query.currency, at=now, limit=query.limit
    )
    return cards_of(rows, language=query.language, at=now, request=query.request)


def taught_by(person: UUID, query: CardQuery) -> list[Card]:
    """The courses that someone teaches, by their translation key, the newest first."""
    now = timezone.now()
    rows = shown(Course.objects.live().newest(), language=query.language, currency=query.currency, at=now)
    mine = [row for row in rows if str(person) in row.course.teachers]
    return cards_of(mine[: query.limit], language=query.language, at=now, request=query.request)


def of_pages(page_ids: list[int], query: CardQuery) -> dict[int, Card]:
    """Cards of course pages that editors chose by hand, each in the reader's language."""
    chosen = dict(CoursePage.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    now = timezone.now()
    courses = (
        Course.objects.live().filter(translation_key__in=list(chosen.values())) if chosen else Course.objects.none()
    )
    rows = shown(courses, language=query.language, currency=query.currency, at=now, fallback=True)
    keys = [row.course.translation_key for row in rows]
    cards = dict(zip(keys, cards_of(rows, language=query.language, at=now, request=query.request), strict=True))
    return {pk: cards[key] for pk, key in chosen.items() if key in cards}


def of_records(course_ids: Collection[int], query: CardQuery) -> dict[int, Card]:
    """Cards of courses by their records, also where they are not published in the reader's language."""
    now = timezone.now()
    courses = Course.objects.live().filter(pk__in=course_ids)
    rows = shown(courses, language=query.language, currency=query.currency, at=now, fallback=True)
    cards = cards_of(rows, language=query.language, at=now, request=query.request)
    return {row.course.pk: card for row, card in zip(rows, cards, strict=True)}


def owned_by(user) -> list[int]:
    """Records of the courses that someone may take now."""
    return entitled_ids(user, Course)


def shown_row(course: Course, page: CoursePage, offers: list[Offer], *, currency: str, at: datetime) -> Shown:
    """What has been asked for separately, together."""
    offer = offers[0] if offers else None
    return Shown(course, page, offer, offer.price_at(at, currency=currency) if offer else None)


def _card(
    row: Shown,
    people: dict[str, Person],
    ratings: Mapping[int, Rating],
    *,
    language: str,
    at: datetime,
    owned: bool,
    roots,
) -> Card:
    course, page = row.course, row.page
    parts = page.get_url_parts(roots)
    # An alias shows the words of another language, and so does a page that stands in for a missing one.
    written = course.source_language if page.alias_of_id else page.locale.language_code
    return Card(
        key=course.card_key,
        kind="course",
        kind_label=str(words.KIND),
        url=(parts and parts[2]) or "",
        title=page.title,
        summary="",
        image=card_image(page.cover),
        by=tuple(people[key].name for key in course.teachers if key in people),
        facts=words.facts_in_short(course),
        price=None if owned else row.price,
        states=words.states_of(course, row.offer, row.price, owned=owned, at=at),
        hue=page.hue or "",
        language="" if written == language else written,
        rating=ratings[course.pk].score if course.pk in ratings else None,
    )
