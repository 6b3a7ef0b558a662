"""The curriculum of a course as its page shows it: modules and lessons in the page's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from wagtail.models import Page

from courses.catalogue import words
from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage


@dataclass(frozen=True)
class Taught:
    """A lesson in the curriculum; with an address where it may be tried."""

    title: str
    seconds: int
    note: str
    url: str
    free: bool


@dataclass(frozen=True)
class Part:
    """A module of the curriculum."""

    title: str
    note: str
    lessons: list[Taught]


def parts_of(page: CoursePage, *, course: Course, opened: bool) -> list[Part]:
    """Modules with their lessons, and what is true of each lesson in every language; one query.

    A lesson has an address where it is free, and any where the course is `opened` to the visitor.
    """
    fact = Lesson.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    fact = fact.values(facts=JSONObject(pk="pk", seconds="seconds", free="preview"))
    tree = Page.objects.descendant_of(page).live().order_by("path").annotate(facts=Subquery(fact))
    rows = tree.values_list("depth", "title", "facts", "lessonpage__summary")
    found: list[tuple[str, list[Taught]]] = []
    for depth, title, facts, summary in rows:
        if depth == page.depth + 1:
            found.append((title, []))
        elif facts and found:
            found[-1][1].append(_taught(course, title, facts, summary, opened=opened))
    return [
        Part(title, words.length(len(lessons), sum(lesson.seconds for lesson in lessons)), lessons)
        for title, lessons in found
        if lessons
    ]


def _taught(course: Course, title: str, facts: dict, summary: str | None, *, opened: bool) -> Taught:
    free = bool(facts["free"])
    url = reverse("learning:lesson", args=[course.pk, facts["pk"]]) if free or opened else ""
    return Taught(title, facts["seconds"], summary or "", url, free)
