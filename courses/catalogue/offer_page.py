"""A course as its page shows it to one visitor: what it costs, what happens in it, who teaches, what is close to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.catalogue import queries, words
from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage
from courses.catalogue.structured import structured
from courses.learning.progress import Journey, journeys_of
from home.cards import Card
from home.pages.facts import Fact, language, languages
from home.snippets import Person
from media.contract import address_of, address_of_captions
from shop.contract import (
    BuyBox,
    Offer,
    PageReviews,
    Rating,
    buy_box,
    currency_of,
    offers_of,
    page_reviews,
    ratings_of,
    visitor_of,
)

CLOSE = 4  # so many courses are shown beside


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


class OfferPage:
    """Everything beside the page's own words. At most ten queries, however much there is of anything."""

    def __init__(self, page: CoursePage, request: HttpRequest, *, as_owner: bool = False) -> None:
        self.page = page
        self.request = request
        self.language = get_language()
        self.at = timezone.now()
        self.currency = currency_of(request)
        self._as_owner = as_owner

    def ask(self, gathering) -> None:
        """Have every picture of the page, and the trailer's captions, fetched together."""
        self.gathered = gathering
        gathering.want_picture(self.page.cover, "cover")
        gathering.want_file(self.page.trailer)
        for teacher in self.teachers:
            gathering.want_picture(teacher.portrait, "portrait")
        for course in self._close_courses:
            gathering.want_picture(self._pages[course.translation_key].cover, "card")

    # The record ---------------------------------------------------------------------

    @cached_property
    def _all(self) -> dict:
        """Every course on the shelf by translation key: this one, and those that may be close to it."""
        return {course.translation_key: course for course in Course.objects.live().newest()}

    @cached_property
    def course(self) -> Course:
        """The record; before the first publication, one that says what the page would."""
        key = self.page.translation_key
        return self._all.get(key) or Course.objects.filter(translation_key=key).first() or self._draft()

    def _draft(self) -> Course:
        page = self.page
        return Course(
            translation_key=page.translation_key,
            source_language=self.language,
            level=page.level,
            spoken=page.spoken,
            subtitles=page.subtitles,
            access_months=page.access_months,
            teachers=[str(row.person.translation_key) for row in page.teachers.all()],
            themes=[str(row.theme.translation_key) for row in page.themes.all()],
        )

    @cached_property
    def _offers(self) -> dict[int, list[Offer]]:
        wanted = [self.course, *self._close_courses]
        return offers_of([course for course in wanted if course.pk])

    @cached_property
    def box(self) -> BuyBox:
        box = buy_box(self.course, self.request, offers=self._offers.get(self.course.pk, []))
        return replace(box, owned=True) if self._as_owner else box

    @property
    def other_currencies(self) -> list[str]:
        """Where it has no price in the visitor's currency: those in which it has one."""
        first = self.box.first
        if first is None or first.price is not None:
            return []
        priced = {price.currency for price in first.offer.prices.all()}
        return [code for code in settings.SHOP_CURRENCIES if code in priced]

    @property
    def ends(self):
        """When the sale ends, where that is set."""
        first = self.box.first
        return first.offer.sale_until if first and first.can_be_bought else None

    # For owners -----------------------------------------------------------------------

    @cached_property
    def journey(self) -> Journey:
        return journeys_of(visitor_of(self.request), [self.course])[self.course.pk]

    @cached_property
    def way_on(self) -> dict[str, str] | None:
        """Where owners go instead of to the cart."""
        if not self.box.owned:
            return None
        percent = self.journey.progress.percent
        label = _("Continue – %(percent)s %%") % {"percent": percent} if self.journey.begun else _("Start learning")
        return {"label": label, "url": reverse("learning:course", args=[self.course.pk])}

    # What happens in it ---------------------------------------------------------------

    @cached_property
    def parts(self) -> list[Part]:
        """Modules and lessons in the page's language, with what is true of each lesson in all of them; one query."""
        fact = Lesson.objects.filter(translation_key=OuterRef("translation_key"), live=True)
        fact = fact.values(facts=JSONObject(pk="pk", seconds="seconds", free="preview"))
        tree = Page.objects.descendant_of(self.page).live().order_by("path").annotate(facts=Subquery(fact))
        rows = tree.values_list("depth", "title", "facts", "lessonpage__summary")
        found: list[tuple[str, list[Taught]]] = []
        for depth, title, facts, summary in rows:
            if depth == self.page.depth + 1:
                found.append((title, []))
            elif facts and found:
                found[-1][1].append(self._taught(title, facts, summary))
        return [
            Part(title, words.length(len(lessons), sum(lesson.seconds for lesson in lessons)), lessons)
            for title, lessons in found
            if lessons
        ]

    def _taught(self, title: str, facts: dict, summary: str | None) -> Taught:
        free = bool(facts["free"])
        url = reverse("learning:lesson", args=[self.course.pk, facts["pk"]]) if free or self.box.owned else ""
        return Taught(title, facts["seconds"], summary or "", url, free)

    @cached_property
    def first_free(self) -> Taught | None:
        return next((lesson for part in self.parts for lesson in part.lessons if lesson.free), None)

    @property
    def seconds(self) -> int:
        return sum(lesson.seconds for part in self.parts for lesson in part.lessons)

    @property
    def lesson_count(self) -> int:
        return sum(len(part.lessons) for part in self.parts)

    @property
    def length_in_words(self) -> str:
        return words.length(self.lesson_count, self.seconds)

    @property
    def facts(self) -> list[Fact]:
        course = self.course
        facts = [
            Fact("clock", _("Length"), words.time(self.seconds)),
            Fact("book", _("Lessons"), words.lessons(self.lesson_count) if self.lesson_count else ""),
            Fact("level", _("For"), str(words.FOR_WHOM[course.level])),
            Fact("language", pgettext("of a course", "Spoken"), language(course.spoken)),
            Fact("captions", _("Subtitles"), languages(course.subtitles)),
            Fact("calendar", _("Start"), _("Today, or whenever you like")),
            Fact("infinite", _("Access"), words.access(course)),
        ]
        return [fact for fact in facts if fact.value]

    @property
    def promises(self) -> list[str]:
        """What one gets, in short, below the price."""
        count = self.lesson_count
        lessons = ngettext("%(count)s lesson, on every device", "%(count)s lessons, on every device", count)
        # Editors may sell a course before its first lesson is there; "0 lessons" would be no promise.
        return [*([lessons % {"count": count}] if count else []), words.keeps(self.course)]

    @cached_property
    def _ratings(self) -> dict[int, Rating]:
        return ratings_of([self.course, *self._close_courses])

    @cached_property
    def reviews(self) -> PageReviews | None:
        """What people say of it."""
        return page_reviews(self.course, self.request, ratings=self._ratings)

    # Who teaches, what is close to it -----------------------------------------------------

    @cached_property
    def _people(self) -> dict[str, Person]:
        return queries.people_of([self.course, *self._close_courses], language=self.language)

    @property
    def teachers(self) -> list[Person]:
        return [self._people[key] for key in self.course.teachers if key in self._people]

    @cached_property
    def _pages(self) -> dict[UUID, CoursePage]:
        """This page and all others in its language, as lists know them."""
        return queries.pages_of([*self._all.values(), self.course], language=self.language)

    @cached_property
    def _close_courses(self) -> list[Course]:
        """Some other courses: on the same themes or by the same people, the newest before older ones."""
        mine = {*self.course.themes, *self.course.teachers}
        others = [
            course
            for course in self._all.values()
            if course.translation_key in self._pages and course.translation_key != self.page.translation_key
        ]
        return sorted(others, key=lambda course: -len(mine.intersection([*course.themes, *course.teachers])))[:CLOSE]

    @property
    def hue(self) -> str:
        """The colour of its first theme."""
        known = self._pages.get(self.page.translation_key)
        return (known.hue if known else "") or ""

    @cached_property
    def close(self) -> list[Card]:
        rows = [
            queries.shown_row(
                course,
                self._pages[course.translation_key],
                self._offers[course.pk],
                currency=self.currency,
                at=self.at,
            )
            for course in self._close_courses
        ]
        owned = queries.owned_by(visitor_of(self.request))
        return queries.cards_of(
            rows,
            language=self.language,
            at=self.at,
            owned=owned,
            people=self._people,
            ratings=self._ratings,
            request=self.request,
        )

    @property
    def structured(self) -> dict:
        """The course for search engines, as schema.org has it."""
        return structured(self)

    # The trailer --------------------------------------------------------------------------

    @cached_property
    def trailer(self) -> dict | None:
        """What there is to hear or watch before buying, as the player takes it."""
        file = self.gathered.file(self.page.trailer)
        if file is None:
            return None
        return {
            "kind": "video" if file.content_type.startswith("video/") else "audio",
            "url": address_of(file),
            "type": file.content_type,
            "title": _("Trailer of “%(title)s”") % {"title": self.page.title},
            "tracks": [
                {
                    "url": address_of_captions(track, file=file),
                    "code": track.language,
                    "label": track.get_language_display(),
                }
                for track in self.gathered.captions(file)
            ],
        }
