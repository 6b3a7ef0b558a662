"""What may happen to somebody's progress. Everything here may be said twice, late or in the wrong order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from courses.catalogue.models import Lesson
from courses.learning.access import Access
from courses.learning.models import LessonProgress

DONE_SHARE = 9, 10  # of what can be heard
MOST_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Heard:
    """What a player says of one visit, in seconds of the recording: where it is, how much has really played
    since the visit began, how far one had come before it, and how long it takes the recording to be."""

    position: int
    played: int = 0
    since: int = 0
    duration: int = 0


@transaction.atomic
def keep_place(*, user, lesson: Lesson, access: Access, heard: Heard, at: datetime) -> LessonProgress:
    """Remember where somebody is. Nine tenths of what can be heard make a lesson done, once, unless undone by hand.

    The furthest point never moves back, and never further than one has really played: a jump to the end is no
    listening, and a report that comes twice adds nothing.
    """
    row = _locked(user, lesson, at=at)
    length = length_of(lesson, heard)
    row.position_seconds = min(heard.position, length)
    reached = min(heard.since, row.furthest_seconds) + heard.played
    row.furthest_seconds = max(row.furthest_seconds, min(row.position_seconds, reached))
    share, whole = DONE_SHARE
    if length and row.furthest_seconds * whole >= length * share and not row.undone_by_hand:
        row.done_at = row.done_at or at
    return _kept(row, access, at=at)


@transaction.atomic
def mark_done(*, user, lesson: Lesson, access: Access, at: datetime) -> LessonProgress:
    """Count a lesson as done because somebody says so; the first time counts."""
    row = _locked(user, lesson, at=at)
    row.done_at = row.done_at or at
    row.undone_by_hand = False
    return _kept(row, access, at=at)


@transaction.atomic
def mark_undone(*, user, lesson: Lesson, access: Access, at: datetime) -> LessonProgress:
    """Count a lesson as open again; from now on only its learner says when it is done."""
    row = _locked(user, lesson, at=at)
    row.done_at = None
    row.undone_by_hand = True
    return _kept(row, access, at=at)


def length_of(lesson: Lesson, heard: Heard) -> int:
    """How long a recording is: as the file says, else the player, else the editor."""
    known = lesson.file.seconds if lesson.file else None
    return min(known or heard.duration or lesson.seconds, MOST_SECONDS)


def _locked(user, lesson: Lesson, *, at: datetime) -> LessonProgress:
    rows = LessonProgress.objects.select_for_update()
    row, _new = rows.get_or_create(user=user, lesson=lesson, defaults={"touched_at": at})
    return row


def _kept(row: LessonProgress, access: Access, *, at: datetime) -> LessonProgress:
    row.touched_at = max(row.touched_at, at)
    row.save()
    if row.done_at and access.whole and not _still_open(row).exists():
        access.finish(at=at)
    return row


def _still_open(row: LessonProgress):
    done = LessonProgress.objects.filter(user=row.user_id, done_at__isnull=False).values("lesson")
    return Lesson.objects.filter(course__lessons=row.lesson_id, live=True).exclude(pk__in=done)
