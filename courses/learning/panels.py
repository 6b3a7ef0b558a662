"""What the dashboard shows of learning: the lesson to go on with, the other courses, and those that are over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage, LessonPage
from courses.catalogue.queries import cards_of, shown
from courses.catalogue.words import KIND
from courses.learning.access import Access, access_by
from courses.learning.progress import Journey, journeys_of
from courses.learning.room import place_in, url_of
from courses.learning.words import Title, titles_in
from home.cards import Card
from shop.contract import rights_of


@dataclass(frozen=True)
class Taken:
    """A course that somebody has or had, and how far they have come."""

    course: Course
    card: Card
    access: Access
    journey: Journey

    @property
    def last_moved(self) -> datetime:
        """When it was last learned in, or else begun to be theirs; dashboards show the newest first."""
        touched = self.journey.touched
        return touched.touched_at if touched else self.access.since

    @property
    def finished_at(self) -> datetime | None:
        if not self.journey.finished:
            return None
        return max(row.done_at for row in self.journey.rows.values() if row.done_at)

    @property
    def goes_on(self) -> Lesson | None:
        return self.journey.goes_on


@dataclass(frozen=True)
class GoOn:
    """The one lesson that the dashboard puts first."""

    taken: Taken
    title: Title
    number: int
    position: int
    seconds_left: int
    url: str


def learning(request: HttpRequest) -> dict:
    """Somebody's courses; for who has none, a free lesson to begin with."""
    now, language = timezone.now(), get_language()
    all_taken = taken_by(request.user, language=language, at=now)
    if not all_taken:
        return {"empty": True, "free": _free_lesson(language)}
    running = [taken for taken in all_taken if taken.access.whole]
    first = next((taken for taken in running if taken.goes_on), None)
    return {
        "go_on": first and _go_on(first, language),
        "others": [taken for taken in running if taken is not first],
        "over": [taken for taken in all_taken if not taken.access.whole],
    }


def taken_by(user, *, language: str, at: datetime) -> list[Taken]:
    """Every course that somebody has or had, those last learned in first, in a fixed number of queries."""
    rights: dict[int, list] = {}
    for right in rights_of(user, Course):
        rights.setdefault(right.record_id, []).append(right)
    courses = list(Course.objects.filter(pk__in=rights))
    cards = _cards(courses, language=language, at=at)
    journeys = journeys_of(user, courses)
    taken = [
        Taken(course, cards[course.pk], access_by(rights[course.pk], at=at), journeys[course.pk]) for course in courses
    ]
    return sorted(taken, key=lambda one: (one.last_moved, one.course.pk), reverse=True)


def _cards(courses: list[Course], *, language: str, at: datetime) -> dict[int, Card]:
    """How courses look; what is not published any more keeps its name for those who have it."""
    records = Course.objects.filter(pk__in=[course.pk for course in courses])
    rows = shown(records, language=language, currency="", at=at, fallback=True)
    cards = {row.course.pk: card for row, card in zip(rows, cards_of(rows, language=language, at=at), strict=True)}
    names = titles_in(
        CoursePage,
        [course.translation_key for course in courses],
        language=language,
        sources=[course.source_language for course in courses],
        live=False,
    )
    found = {}
    for course in courses:
        name = names.get(course.translation_key, Title(str(KIND)))
        plain = Card(course.card_key, "course", str(KIND), "", name.text, language=name.language)
        address = reverse("learning:course", args=[course.pk])
        found[course.pk] = replace(cards.get(course.pk, plain), url=address)
    return found


def _go_on(taken: Taken, language: str) -> GoOn:
    lesson, journey = taken.goes_on, taken.journey
    titles = titles_in(LessonPage, [lesson.translation_key], language=language, sources=[taken.course.source_language])
    position = place_in(lesson, journey.of(lesson))
    return GoOn(
        taken=taken,
        title=titles.get(lesson.translation_key, Title(taken.card.title)),
        number=journey.lessons.index(lesson) + 1,
        position=position,
        seconds_left=max(0, lesson.seconds - position),
        url=url_of(lesson),
    )


def _free_lesson(language: str) -> dict | None:
    lessons = Lesson.objects.filter(preview=True, live=True, course__live=True).select_related("course")
    lesson = lessons.order_by("-course__published_at", "-course", "position").first()
    if lesson is None:
        return None
    sources = [lesson.course.source_language]
    title = titles_in(LessonPage, [lesson.translation_key], language=language, sources=sources)
    found = title.get(lesson.translation_key)
    return found and {"title": found, "url": url_of(lesson), "seconds": lesson.seconds}
