"""Courses as the search finds them. What stands in lessons is not told, only what the curriculum shows anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from courses.catalogue import queries
from courses.catalogue.models import Course, Level
from courses.catalogue.pages import CoursePage, LessonPage, ModulePage
from search.contract import Document, Kind, shown_by_pages, words_of, written_in
from shop.contract import Availability, Offer, lowest_prices, offers_of, places_of, ratings_of, sold_times, turn_of


def keys() -> Iterable[UUID]:
    return Course.objects.values_list("translation_key", flat=True)


def read(keys: Collection[UUID], at: datetime) -> list[Document]:
    courses, pages, names = shown_by_pages(Course.objects, CoursePage, keys)
    offers, sold = offers_of(courses.values()), sold_times(courses.values())
    places = places_of([offer for some in offers.values() for offer in some])
    taught, ratings = _curriculum(pages), ratings_of(courses.values())
    documents = []
    for page in pages:
        course, language = courses[page.translation_key], page.locale.language_code
        its = offers[course.pk]
        documents.append(
            Document(
                key=page.translation_key,
                language=language,
                written=written_in(page),
                number=page.pk,
                title=page.title,
                summary=f"{page.outcome} {page.summary}",
                text=words_of(
                    page.body, page.learn, page.for_you, page.not_for_you, page.need, page.faq, taught[page.pk]
                ),
                teachers=names.people(course.teachers, language=language),
                themes=names.themes(course.themes, language=language),
                level=course.level,
                spoken=(course.spoken,),
                prices=lowest_prices(its, at=at),
                free=_free(its, places, at=at),
                rating=ratings[course.pk].exact if course.pk in ratings else None,
                popularity=sold.get(course.pk, 0),
                published_at=course.published_at,
                changes_at=turn_of(its, at=at),
            )
        )
    return documents


def things(card: str) -> list[UUID]:
    kind, _colon, number = card.partition(":")
    if kind != "course" or not number.isdecimal():
        return []
    return list(Course.objects.filter(pk=number).values_list("translation_key", flat=True))


def _curriculum(pages: Collection[CoursePage]) -> dict[int, list[str]]:
    """Titles and summaries of chapters and lessons, which anybody may read, by the page of their course."""
    said: dict[int, list[str]] = defaultdict(list)
    courses = {page.path: page.pk for page in pages}
    length = len(next(iter(courses), ""))
    for model in (ModulePage, LessonPage):
        below = model.objects.live().filter(locale__in={page.locale_id for page in pages})
        for path, title, summary in below.order_by("path").values_list("path", "title", "summary"):
            if course := courses.get(path[:length]):
                said[course] += [title, summary]
    return said


def _free(offers: Collection[Offer], places: dict, *, at: datetime) -> bool | None:
    """None where it can be had and nothing limits it."""
    if not any(offer.state_at(at) == Offer.State.ON_SALE for offer in offers):
        return False
    limited = [places[offer.pk] for offer in offers if offer.pk in places]
    return any(one.state != Availability.SOLD_OUT for one in limited) if limited else None


KIND = Kind("course", _("Courses"), keys, read, things, queries.of_pages, Level.choices)
