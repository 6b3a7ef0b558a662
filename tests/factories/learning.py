"""People who learn: Ada has a course, and how far she has come."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course, Lesson
from courses.learning.access import access_of
from courses.learning.models import LessonProgress
from courses.learning.operations import mark_done
from shop.contract import offers_of
from shop.fulfilment.models import Entitlement
from shop.fulfilment.operations import revoke_line
from tests.factories.accounts import make_user
from tests.factories.shop import CONSENTS, paid_and_granted

AT_ONCE = CONSENTS | {"digital_at_once"}


def make_learner(*courses: Course, email: str = "ada@example.org", **fields) -> User:
    """Somebody who has bought these courses and may take them."""
    user = make_user(email, **fields)
    for course in courses:
        buy(course, user)
    return user


def buy(course: Course, user: User) -> Entitlement:
    """Somebody pays for a course, and it is handed over."""
    (offer,) = offers_of([course])[course.pk]
    order = paid_and_granted(offer, user=user, email=user.email, accepted=AT_ONCE)
    return Entitlement.objects.get(line__order=order)


def refund(user: User) -> None:
    """Everything that somebody bought is taken back."""
    for right in Entitlement.objects.filter(user=user):
        revoke_line(line_id=right.line_id)


def run_out(user: User) -> None:
    """The time for which somebody bought is over since yesterday."""
    yesterday = timezone.now() - timedelta(days=1)
    Entitlement.objects.filter(user=user).update(starts_at=yesterday - timedelta(days=30), ends_at=yesterday)


def lessons_of(course: Course) -> list[Lesson]:
    return list(Lesson.objects.filter(course=course).order_by("position"))


def done_by(user: User, *lessons: Lesson, at=None) -> None:
    """Lessons that somebody has taken."""
    for lesson in lessons:
        at = at or timezone.now()
        mark_done(user=user, lesson=lesson, access=access_of(user, lesson.course, at=at), at=at)


def row_of(user: User, lesson: Lesson) -> LessonProgress:
    return LessonProgress.objects.get(user=user, lesson=lesson)


def signed_in(user: User) -> Client:
    """Another device of somebody's."""
    client = Client()
    client.force_login(user)
    return client


def address(lesson: Lesson, name: str = "lesson") -> str:
    return reverse(f"learning:{name}", args=[lesson.course_id, lesson.pk])
