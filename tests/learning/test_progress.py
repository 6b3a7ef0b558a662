"""Where somebody is and what counts as done, however often, late or wrongly it is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.learning.access import access_of
from courses.learning.operations import Heard, keep_place, mark_done, mark_undone
from shop.fulfilment.models import Entitlement
from tests.factories.courses import make_course
from tests.factories.learning import done_by, lessons_of, make_learner, refund, row_of
from tests.factories.media import make_private_file

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def lesson():
    """A sound of 100 seconds, the first of three lessons."""
    first = lessons_of(make_course())[0]
    first.file = make_private_file(seconds=100)
    first.save()
    return first


@pytest.fixture
def ada(lesson):
    return make_learner(lesson.course)


def heard(user, lesson, position, *, at=None, **said):
    at = at or timezone.now()
    access = access_of(user, lesson.course, at=at)
    return keep_place(user=user, lesson=lesson, access=access, heard=Heard(position, **said), at=at)


def acted(operation, user, lesson):
    now = timezone.now()
    return operation(user=user, lesson=lesson, access=access_of(user, lesson.course, at=now), at=now)


def test_the_place_is_kept_and_a_later_word_wins(ada, lesson):
    heard(ada, lesson, 40, played=40)
    heard(ada, lesson, 12, played=45)

    row = row_of(ada, lesson)
    assert (row.position_seconds, row.furthest_seconds, row.done_at) == (12, 40, None)


def test_nine_tenths_that_really_played_make_a_lesson_done(ada, lesson):
    before = heard(ada, lesson, 89, played=89).done_at
    after = heard(ada, lesson, 90, played=90).done_at

    assert (before, after is not None) == (None, True)


def test_a_jump_to_the_end_is_no_listening(ada, lesson):
    row = heard(ada, lesson, 100, played=2)

    assert (row.position_seconds, row.furthest_seconds, row.done_at) == (100, 2, None)


def test_two_visits_add_up(ada, lesson):
    heard(ada, lesson, 50, played=50)

    row = heard(ada, lesson, 95, played=45, since=50)

    assert (row.furthest_seconds, row.done_at is not None) == (95, True)


def test_a_report_that_comes_again_or_late_adds_nothing(ada, lesson):
    for position, played in [(30, 30), (30, 30), (20, 20), (30, 30), (10, 10)]:
        heard(ada, lesson, position, played=played)

    assert row_of(ada, lesson).furthest_seconds == 30


def test_a_player_that_claims_to_have_been_further_is_not_believed(ada, lesson):
    row = heard(ada, lesson, 99, played=1, since=98)

    assert (row.furthest_seconds, row.done_at) == (1, None)


def test_a_position_behind_the_end_is_the_end(ada, lesson):
    assert heard(ada, lesson, 86_400, played=86_400).position_seconds == 100


def test_without_a_known_length_the_player_says_it(ada, lesson):
    lesson.file.seconds = None
    lesson.seconds = 0

    row = heard(ada, lesson, 70, played=70, duration=60)

    assert (row.position_seconds, row.done_at is not None) == (60, True)


def test_two_devices_share_one_row(ada, lesson):
    heard(ada, lesson, 10, played=10)
    heard(ada, lesson, 60, played=60)
    heard(ada, lesson, 20, played=20)

    row = row_of(ada, lesson)
    assert (row.position_seconds, row.furthest_seconds) == (20, 60)


def test_what_was_done_first_stays_the_day_it_was_done(ada, lesson):
    first = acted(mark_done, ada, lesson).done_at

    assert acted(mark_done, ada, lesson).done_at == first
    assert heard(ada, lesson, 95, played=95).done_at == first


def test_undone_by_hand_is_not_overruled_by_the_player_but_by_hand(ada, lesson):
    heard(ada, lesson, 95, played=95)
    acted(mark_undone, ada, lesson)
    acted(mark_undone, ada, lesson)

    played_on = heard(ada, lesson, 99, played=99).done_at
    said = acted(mark_done, ada, lesson).done_at

    assert (played_on, said is not None) == (None, True)


def test_an_earlier_time_does_not_make_a_lesson_older(ada, lesson):
    now = timezone.now()
    heard(ada, lesson, 10, at=now)

    heard(ada, lesson, 20, at=now - timedelta(hours=1))

    assert row_of(ada, lesson).touched_at == now


def test_the_last_lesson_makes_the_course_experienced_once(ada, lesson):
    lessons = lessons_of(lesson.course)
    done_by(ada, *lessons[:-1])
    before = Entitlement.objects.get(user=ada).experienced_at
    done_by(ada, lessons[-1])
    first = Entitlement.objects.get(user=ada).experienced_at

    acted(mark_undone, ada, lessons[-1])
    acted(mark_done, ada, lessons[-1])

    assert (before, first is not None) == (None, True)
    assert Entitlement.objects.get(user=ada).experienced_at == first


def test_lessons_that_are_not_shown_are_not_waited_for(ada, lesson):
    hidden, *others = reversed(lessons_of(lesson.course))
    hidden.live = False
    hidden.save()

    done_by(ada, *others)

    assert Entitlement.objects.get(user=ada).experienced_at is not None


def test_what_was_learned_outlives_the_right_to_be_there(ada, lesson):
    done_by(ada, lesson)

    refund(ada)

    assert row_of(ada, lesson).done_at is not None
