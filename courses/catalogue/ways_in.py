"""Where the addresses of modules and lessons lead: into the course, or to the page that sells it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Page

from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage
from shop.contract import entitled, visitor_of


def way_to(page: Page, request: HttpRequest) -> str:
    """To the lesson, for who may take it; to the course, for who owns it; to its page, for everybody else."""
    course_page = CoursePage.objects.ancestor_of(page).live().last()
    course = Course.objects.filter(translation_key=course_page.translation_key).first() if course_page else None
    if course is None:
        raise Http404
    lesson = course.lessons.filter(translation_key=page.translation_key, live=True).first()
    owned = entitled(visitor_of(request), course)
    if lesson and (owned or lesson.preview):
        return reverse("learning:lesson", args=[course.pk, lesson.pk])
    return reverse("learning:course", args=[course.pk]) if owned else course_page.get_url(request)
