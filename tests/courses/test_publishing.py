"""Publishing writes records: what the source page says is sold, in every language at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from courses.catalogue.models import Course
from courses.catalogue.operations import publish_course
from courses.catalogue.pages import CoursePage
from courses.catalogue.rows import CoursePrice
from outbox.models import Job
from shop.contract import Offer, offers_of
from tests.factories.courses import draft_course, make_course, make_person, make_theme, page_of, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LATER = datetime(2036, 1, 1, tzinfo=UTC)


def prices_of(course: Course) -> dict[str, int]:
    (offer,) = offers_of([course])[course.pk]
    return {price.currency: price.amount for price in offer.prices.all()}


def state_of(course: Course) -> str:
    (offer,) = offers_of([course])[course.pk]
    return offer.state_at(timezone.now())


def reprice(page: CoursePage, amount: int) -> CoursePage:
    """What an editor does in the form, not yet published."""
    page = page.get_latest_revision_as_object()
    page.prices = [CoursePrice(currency="EUR", amount=amount)]
    return page


def test_publishing_writes_facts_and_prices_into_the_record():
    ines, breath = make_person(), make_theme()

    course = make_course(
        prices={"EUR": 14900, "USD": 16900},
        teachers=[ines],
        themes=[breath],
        level="beginner",
        spoken="de",
        subtitles=["de", "ar"],
        access_months=12,
    )

    facts = (course.level, course.spoken, course.subtitles, course.access_months, course.live)
    assert facts == ("beginner", "de", ["de", "ar"], 12, True)
    assert course.teachers == [str(ines.translation_key)]
    assert course.themes == [str(breath.translation_key)]
    assert prices_of(course) == {"EUR": 14900, "USD": 16900}
    assert state_of(course) == Offer.State.ON_SALE


def test_a_draft_writes_nothing():
    page = draft_course()

    page.save_revision()

    assert not Course.objects.exists()


def test_a_changed_price_counts_only_once_it_is_published():
    course = make_course()
    changed = reprice(page_of(course), 9900)

    revision = changed.save_revision()
    before = prices_of(course)
    revision.publish()

    assert before == {"EUR": 14900}
    assert prices_of(course) == {"EUR": 9900}


def test_a_currency_that_is_taken_away_has_no_price_any_more():
    course = make_course(prices={"EUR": 14900, "USD": 16900})

    publish(reprice(page_of(course), 14900))

    assert prices_of(course) == {"EUR": 14900}


def test_publishing_twice_writes_the_same():
    page = publish(draft_course())
    before = list(Course.objects.values()), list(Offer.objects.values())

    publish_course(page, at=timezone.now())

    assert (list(Course.objects.values()), list(Offer.objects.values())) == before


def test_a_first_publication_with_a_date_waits_for_it():
    page = draft_course()
    page.go_live_at = LATER

    page.save_revision().publish()

    assert not Course.objects.exists()


def test_a_scheduled_price_holds_once_its_date_has_come():
    course = make_course()
    changed = reprice(page_of(course), 9900)
    changed.go_live_at = timezone.now() + timedelta(days=1)
    revision = changed.save_revision()
    revision.publish()
    before = prices_of(course)

    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision.refresh_from_db()
    revision.content["go_live_at"] = str(timezone.now() - timedelta(minutes=1))
    revision.save()
    call_command("publish_scheduled")

    assert before == {"EUR": 14900}
    assert prices_of(course) == {"EUR": 9900}


def test_a_translation_shows_old_values_and_changes_nothing():
    course = make_course(level="beginner")
    translation = translate(page_of(course))
    publish(reprice(page_of(course), 9900))

    translation.level = "some"
    publish(reprice(publish(translation), 100))

    course.refresh_from_db()
    assert (course.level, prices_of(course), course.source_language) == ("beginner", {"EUR": 9900}, "en")


def test_a_translation_published_before_its_source_makes_no_record():
    source = draft_course()

    publish(translate(source))

    assert not Course.objects.exists()


def test_an_alias_in_another_language_changes_nothing():
    course = make_course()
    translate(page_of(course), alias=True)

    publish(reprice(page_of(course), 9900))

    assert Course.objects.count() == 1
    assert prices_of(course) == {"EUR": 9900}


def test_a_copy_is_a_course_of_its_own():
    course = make_course()

    page_of(course).copy(recursive=True, update_attrs={"title": "Again", "slug": "again"})

    copied = Course.objects.exclude(pk=course.pk).get()
    assert prices_of(copied) == prices_of(course) == {"EUR": 14900}
    assert (copied.lesson_count, course.lesson_count) == (3, 3)


def test_a_copy_that_is_not_published_is_not_on_sale():
    course = make_course()

    page_of(course).copy(recursive=True, keep_live=False, update_attrs={"title": "Again", "slug": "again"})

    assert Course.objects.get() == course


def test_unpublishing_the_source_ends_the_sale():
    course = make_course()

    page_of(course).unpublish()

    course.refresh_from_db()
    assert (course.live, state_of(course)) == (False, Offer.State.UNPUBLISHED)


def test_unpublishing_a_translation_ends_nothing():
    course = make_course()
    translation = publish(translate(page_of(course)))

    translation.unpublish()

    course.refresh_from_db()
    assert (course.live, state_of(course)) == (True, Offer.State.ON_SALE)


def test_publishing_again_puts_back_on_sale():
    course = make_course()
    page_of(course).unpublish()

    publish(page_of(course))

    course.refresh_from_db()
    assert (course.live, state_of(course)) == (True, Offer.State.ON_SALE)


def test_deleting_the_page_ends_the_sale_and_keeps_the_record():
    course = make_course()

    page_of(course).delete()

    course.refresh_from_db()
    assert (course.live, state_of(course)) == (False, Offer.State.UNPUBLISHED)
    assert not course.lessons.filter(live=True).exists()


def told(course: Course) -> int:
    return Job.objects.filter(kind="card.changed", payload={"key": course.card_key}).count()


def test_a_new_slug_is_told(django_capture_on_commit_callbacks):
    course = make_course()
    page = page_of(course)
    before = told(course)

    page.slug = "exhale"
    with django_capture_on_commit_callbacks(execute=True):
        page.save()

    assert told(course) == before + 1


def test_a_move_is_told():
    course, other = make_course(), make_course("First Light")
    before = told(course)

    page_of(course).move(page_of(other), pos="right")

    assert told(course) == before + 1
