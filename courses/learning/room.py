"""The room one learns in: a lesson's words, sound or video, the course beside it, where one was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage, LessonPage, ModulePage
from courses.catalogue.rows import LessonDownload
from courses.learning.access import Access, access_of
from courses.learning.models import LessonProgress
from courses.learning.operations import DONE_SHARE
from courses.learning.progress import Journey, journeys_of
from courses.learning.words import Title, page_in, titles_in
from media.contract import Captions, Cue, PrivateFile, address_of, address_of_captions, cues_of


@dataclass(frozen=True)
class Place:
    """A lesson in the course beside the room, as the outline shows it."""

    title: str
    language: str
    url: str
    seconds: int
    state: str  # done, locked, or nothing
    current: bool
    why: str = ""


@dataclass(frozen=True)
class Part:
    """A chapter of the course beside the room."""

    title: str
    language: str
    lessons: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Spoken:
    """What is said, line by line, and in which language."""

    cues: list[Cue]
    language: str


@dataclass(frozen=True)
class Room:
    """One lesson for one visitor. What it shows is asked for once, when it is made."""

    lesson: Lesson
    access: Access
    journey: Journey
    page: LessonPage
    course_page: CoursePage | None
    parts: list[Part]
    titles: dict
    captions: Sequence[Captions] = ()
    downloads: Sequence[LessonDownload] = ()
    language: str = ""

    @property
    def course_title(self) -> str:
        return self.course_page.title if self.course_page else self.page.title

    @property
    def number(self) -> int:
        """Which lesson of those that are shown it is, counted from 1."""
        return next(at for at, lesson in enumerate(self.journey.lessons, start=1) if lesson.pk == self.lesson.pk)

    @property
    def row(self) -> LessonProgress | None:
        return self.journey.of(self.lesson)

    @property
    def position(self) -> int:
        """Where to go on, in seconds."""
        return place_in(self.lesson, self.row)

    @property
    def next(self) -> dict | None:
        return self._beside(self.journey.after(self.lesson))

    @property
    def previous(self) -> dict | None:
        return self._beside(self.journey.before(self.lesson))

    @property
    def media(self) -> dict | None:
        """What there is to hear or watch, as the player takes it."""
        file = self.lesson.file
        if file is None:
            return None
        picture = self.course_page.cover if self.course_page else None
        return {
            "kind": "video" if file.content_type.startswith("video/") else "audio",
            "url": address_of(file),
            "type": file.content_type,
            "title": self.page.title,
            "poster": picture.get_rendition("fill-800x500|format-webp").url if picture else "",
            "tracks": [
                {
                    "url": address_of_captions(captions, file=file),
                    "code": captions.language,
                    "label": captions.get_language_display(),
                }
                for captions in self.captions
            ],
        }

    @property
    def spoken(self) -> Spoken | None:
        """The words of the recording in the first language that has them."""
        for captions in self.captions:
            try:
                return Spoken(cues_of(captions.vtt), captions.language)
            except ValidationError:  # written around the form; the next language may be better
                continue
        return None

    def _beside(self, lesson: Lesson | None) -> dict | None:
        if lesson is None or not self.access.opens(lesson):
            return None
        title = self.titles[lesson.translation_key]
        return {"title": title.text, "language": title.language, "url": url_of(lesson)}


def place_in(lesson: Lesson, row: LessonProgress | None) -> int:
    """Where somebody goes on in a lesson, in seconds; 0 so near its end that one begins anew."""
    if row is None:
        return 0
    share, whole = DONE_SHARE
    length = (lesson.file.seconds if lesson.file else None) or lesson.seconds
    near_the_end = length and row.position_seconds * whole >= length * share
    return 0 if near_the_end else row.position_seconds


def url_of(lesson: Lesson) -> str:
    """A lesson's address; it stays when words, order or language change."""
    return reverse("learning:lesson", args=[lesson.course_id, lesson.pk])


def lesson_of(course_id: int, lesson_id: int) -> Lesson:
    """A lesson of a course; what is not published, or belongs to another course, is not found."""
    lessons = Lesson.objects.select_related("course", "file")
    found = get_object_or_404(lessons, pk=lesson_id, live=True)
    if found.course_id != course_id:  # compared here: an address may hold a number that no column can
        raise Http404
    return found


def room_for(user, lesson: Lesson, *, language: str, at: datetime) -> Room | None:
    """A lesson as somebody finds it, in the reader's language; none where it has no page that could be shown."""
    course, sources = lesson.course, [lesson.course.source_language]
    page = page_in(LessonPage, lesson.translation_key, language=language, source=course.source_language)
    if page is None:
        return None
    whole = journeys_of(user, [course])[course.pk]
    access = access_of(user, course, at=at)
    titles = titles_in(LessonPage, [one.translation_key for one in whole.lessons], language=language, sources=sources)
    journey = Journey([one for one in whole.lessons if one.translation_key in titles], whole.rows)
    chapters = titles_in(ModulePage, [one.module_key for one in journey.lessons], language=language, sources=sources)
    return Room(
        lesson=lesson,
        access=access,
        journey=journey,
        page=page,
        course_page=course_page_of(course, language=language),
        parts=_parts(journey, lesson, access, titles, chapters),
        titles=titles,
        captions=captions_of(lesson.file, first=[language, course.spoken]) if access.opens(lesson) else (),
        downloads=LessonDownload.objects.filter(page=page).select_related("file").order_by("sort_order", "pk"),
        language=language,
    )


def course_page_of(course: Course, *, language: str) -> CoursePage | None:
    """The page that sells the course, in the reader's language or its own."""
    return page_in(CoursePage, course.translation_key, language=language, source=course.source_language)


def captions_of(file: PrivateFile | None, *, first: Sequence[str]) -> list[Captions]:
    """A file's captions: those in the given languages first, the others as the house lists its languages."""
    if file is None:
        return []
    order = list(dict.fromkeys([*first, *dict(settings.LANGUAGES)]))
    return sorted(Captions.objects.filter(of=file), key=lambda captions: order.index(captions.language))


def _parts(journey: Journey, here: Lesson, access: Access, titles: dict, chapters: dict) -> list[Part]:
    parts: dict = {}
    for lesson in journey.lessons:
        title = titles[lesson.translation_key]
        chapter = chapters.get(lesson.module_key, Title(""))
        part = parts.setdefault(lesson.module_key, Part(chapter.text, chapter.language))
        open_ = access.opens(lesson)
        done = "done" if journey.is_done(lesson) else ""
        part.lessons.append(
            Place(
                title=title.text,
                language=title.language,
                url=url_of(lesson) if open_ else "",
                seconds=lesson.seconds,
                state=done if open_ else "locked",
                current=lesson.pk == here.pk,
                why="" if open_ else _("Part of the course"),
            )
        )
    return list(parts.values())
