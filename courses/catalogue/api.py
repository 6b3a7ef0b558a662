"""Courses as JSON, for programs: the same list and the same course that pages show."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.contract import NOT_FOUND, Id, MoneySchema, Picture, Problem, Rating, Words, absolute, after, problems
from courses.catalogue import queries
from courses.catalogue.curriculum import Taught
from courses.catalogue.listing import ON_A_PAGE, ORDERS, CourseCatalogue
from courses.catalogue.models import Course, Level
from courses.catalogue.offer_page import OfferPage
from courses.catalogue.pages import CoursePage
from courses.catalogue.queries import Shown
from home.cards import Card
from shop.contract import currency_of, visitor_of

router = Router(tags=["courses"])
MOST = 100


class CourseOffer(Schema):
    """What is bought, by the key that goes into the cart. `was` is the price without the sale."""

    key: str
    state: Literal["on_sale", "not_yet", "over", "stopped", "unpublished"]
    price: MoneySchema | None
    was: MoneySchema | None

    @classmethod
    def of(cls, row: Shown, *, at: datetime) -> CourseOffer | None:
        if row.offer is None:
            return None
        now, was = (row.price.now, row.price.was) if row.price else (None, None)
        state = str(row.offer.state_at(at))
        return cls(key=row.offer.key, state=state, price=MoneySchema.of(now), was=MoneySchema.of(was))


class CourseInList(Schema):
    """A course as lists show it."""

    id: int
    url: str
    title: str
    summary: str
    level: str
    spoken: str
    subtitles: list[str]
    minutes: int
    lessons: int
    access_months: int | None
    teachers: list[str]
    picture: Picture | None
    rating: Rating | None = Field(description="None: nobody has reviewed it yet.")
    offer: CourseOffer | None
    owned: bool


class CourseList(Schema):
    """Some of the courses; `next` asks for those after them, and `count` is of all that were found."""

    items: list[CourseInList]
    count: int
    next: str | None


class CourseLesson(Schema):
    title: str
    summary: str
    seconds: int
    free: bool
    url: str | None


class CoursePart(Schema):
    title: str
    lessons: list[CourseLesson]


class CourseInFull(CourseInList):
    """A course with what its page says in words."""

    outcome: str
    learn: list[str]
    for_you: str
    not_for_you: str
    need: str
    health_note: str
    parts: list[CoursePart]


class Asked(Schema):
    """What may be asked of the list; the same words as the page's own address."""

    theme: list[Words] = []
    teacher: list[Words] = []
    level: list[Literal["beginner", "some", "all"]] = []
    spoken: list[Literal[tuple(code for code, _name in settings.LANGUAGES)]] = []
    length: list[Literal["short", "middle", "long"]] = []
    price: list[Literal["free", "low", "middle", "high"]] = []
    sort: Literal["newest", "price", "-price", "length", "title"] = "newest"
    after: Words = Field("", description="Where the page before has ended; its `next` knows.")
    limit: int = Field(ON_A_PAGE, ge=1, le=MOST)


@router.get("", url_name="courses", response={200: CourseList, **problems()}, summary="List courses")
def courses(request: HttpRequest, asked: Query[Asked]):
    """Published courses in one language, narrowed as the page's filters do, in pieces."""
    catalogue = CourseCatalogue(request)
    found = [] if catalogue.selection.unheard else catalogue.selection.found
    page = after(found, place=_place(asked.sort), order=asked.sort, cursor=asked.after, limit=asked.limit)
    owned = queries.owned_by(visitor_of(request))
    pairs = zip(page.rows, catalogue.cards_of(page.rows), strict=True)
    items = [_in_list(row, card, owned=owned, at=catalogue.at) for row, card in pairs]
    return 200, {"items": items, "count": len(found), "next": _next(request, page.cursor)}


@router.get("/{course_id}", url_name="course", response={200: CourseInFull, **problems(404)}, summary="Read a course")
def course(request: HttpRequest, course_id: Annotated[Id, Path()]):
    """One published course with its curriculum, in the language that is asked for."""
    at, language = timezone.now(), get_language()
    rows = queries.shown(
        Course.objects.live().filter(pk=course_id), language=language, currency=currency_of(request), at=at
    )
    if not rows:
        raise Problem(NOT_FOUND)
    owned = queries.owned_by(visitor_of(request))
    (card,) = queries.cards_of(rows, language=language, at=at, request=request)
    return 200, _in_list(rows[0], card, owned=owned, at=at) | _in_full(
        OfferPage(CoursePage.objects.get(pk=rows[0].page.pk), request)
    )


def _place(sort: str):
    """Where a course stands in an order: by what is asked, then the newest first, and no two in one place."""

    def place(row: Shown) -> list:
        published = row.course.published_at.timestamp() if row.course.published_at else 0
        value = ORDERS[sort](row)
        return [*(value if isinstance(value, tuple) else (value,)), -published, -row.course.pk]

    return place


def _next(request: HttpRequest, cursor: str) -> str | None:
    if not cursor:
        return None
    query = request.GET.copy()
    query["after"] = cursor
    return absolute(f"{reverse('api:courses')}?{query.urlencode()}")


def _in_list(row: Shown, card: Card, *, owned: Collection[int], at: datetime) -> dict:
    record = row.course
    return {
        "id": record.pk,
        "url": absolute(card.url),
        "title": card.title,
        "summary": row.page.summary,
        "level": Level(record.level).value,
        "spoken": record.spoken,
        "subtitles": record.subtitles,
        "minutes": record.minutes,
        "lessons": record.lesson_count,
        "access_months": record.access_months,
        "teachers": list(card.by),
        "picture": Picture.of(card.image),
        "rating": Rating.of(card.rating),
        "offer": CourseOffer.of(row, at=at),
        "owned": record.pk in owned,
    }


def _in_full(offer: OfferPage) -> dict:
    page = offer.page
    return {
        "outcome": page.outcome,
        "learn": [str(line.value) for line in page.learn],
        **{name: getattr(page, name) for name in ("for_you", "not_for_you", "need", "health_note")},
        "parts": [
            {"title": part.title, "lessons": [_lesson(lesson) for lesson in part.lessons]} for part in offer.parts
        ],
    }


def _lesson(lesson: Taught) -> dict:
    return {
        "title": lesson.title,
        "summary": lesson.note,
        "seconds": lesson.seconds,
        "free": lesson.free,
        "url": absolute(lesson.url) if lesson.url else None,
    }
