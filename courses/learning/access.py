"""Who may be in a lesson, and why somebody may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from courses.catalogue.models import Course, Lesson
from shop.contract import experienced, rights_of


@dataclass(frozen=True)
class Access:
    """What somebody may do in a course: all of it, its free lessons, or no longer anything."""

    right: object | None = None  # the running entitlement
    since: datetime | None = None  # when it was first theirs
    ended_at: datetime | None = None

    @property
    def whole(self) -> bool:
        return self.right is not None

    def opens(self, lesson: Lesson) -> bool:
        """Whether a lesson may be taken; a free one of a course that is shown, by anyone."""
        return self.whole or (lesson.preview and lesson.course.live)

    def finish(self, *, at: datetime) -> None:
        """Note that the course was finished; the first time counts."""
        if self.right:
            experienced(self.right, at=at)


def access_of(user, course: Course, *, at: datetime) -> Access:
    """What somebody may do in a course at that time (UTC)."""
    return access_by(rights_of(user, Course, record_id=course.pk), at=at)


def access_by(rights: list, *, at: datetime) -> Access:
    """What rights to one course amount to: the running one that lasts longest, or when the last one ended."""
    since = min((right.starts_at for right in rights), default=None)
    running = [right for right in rights if right.runs(at=at)]
    if running:
        longest = max(running, key=lambda right: (right.ends_at is None, right.ends_at or at))
        return Access(right=longest, since=since)
    ended = [right.over_at for right in rights if right.over_at and right.over_at <= at]
    return Access(since=since, ended_at=max(ended, default=None))
