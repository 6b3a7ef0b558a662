"""A course as its page shows it to one visitor: what it costs, what happens in it, who teaches, what is close to it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from courses.catalogue import queries, words
from courses.catalogue.curriculum import Part, Taught, parts_of
from courses.catalogue.models import Course
from courses.catalogue.pages import CoursePage
from courses.catalogue.structured import structured
from courses.catalogue.trailer import trailer_of
from courses.learning.progress import Journey, journeys_of
from home.cards import Card
from home.pages.facts import Fact, language, languages
from home.snippets import Person
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
        return parts_of(self.page, course=self.course, opened=bool(self.box.owned))

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

    @cached_property
    def trailer(self) -> dict | None:
        return trailer_of(self.page, self.gathered)
