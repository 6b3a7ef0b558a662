"""Who may say what of a thing, and what becomes of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.privacy.operations import delete_account
from messaging.models import Message
from outbox.models import Job
from shop.fulfilment.models import Entitlement
from shop.fulfilment.operations import revoke_line
from shop.reviews import operations
from shop.reviews.models import Helpful, Rating, Review, ReviewReport
from shop.reviews.operations import CannotDecide, NotTheirs
from shop.reviews.people import member
from shop.reviews.queries import had_by, ratings_of, waiting
from shop.reviews.tasks import recount
from tests.factories.accounts import make_user
from tests.factories.payments import do_all_work
from tests.factories.reviews import approve, buy, make_buyer, make_review, rating, write
from tests.factories.shop import GUEST, NOON, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
DAY = timedelta(days=1)


def state_of(review: Review) -> str:
    review.refresh_from_db()
    return review.state


def test_who_had_it_may_review_it_and_it_waits_for_a_moderator():
    walk = make_walk()
    review = write(make_buyer(walk), walk.record, 4)

    assert (review.state, review.name, rating(walk.record)) == ("pending", "Ada", (0, 0))
    assert waiting() == {"pending": 1, "reported": 0}


def test_where_the_owner_wants_it_so_it_is_shown_at_once(settings):
    settings.SHOP_REVIEWS_MODERATED = False
    walk = make_walk()

    write(make_buyer(walk), walk.record, 4)

    assert rating(walk.record) == (1, 4)


def test_who_had_it_not_may_not():
    walk, other = make_walk(), make_walk("Night walk")
    bela = make_user("bela@example.org")

    for reviewer in (make_buyer(other), member(bela)):
        with pytest.raises(NotTheirs):
            write(reviewer, walk.record)


def test_what_was_paid_back_cannot_be_reviewed_but_what_was_said_before_stays():
    walk = make_walk()
    reviewer = make_buyer(walk)
    review = approve(write(reviewer, walk.record, 2))
    other = make_buyer(walk, "bela@example.org")
    for right in Entitlement.objects.all():
        revoke_line(line_id=right.line_id)

    with pytest.raises(NotTheirs):
        write(other, walk.record)
    assert (state_of(review), rating(walk.record)) == ("approved", (1, 2))


def test_one_person_says_one_thing_of_a_thing_and_may_change_it():
    walk = make_walk()
    reviewer = make_buyer(walk)
    first = approve(write(reviewer, walk.record, 2))

    second = write(reviewer, walk.record, 5, text="It grew on me.", at=NOON + DAY)

    assert (second.pk, second.state, second.changed_at) == (first.pk, "pending", NOON + DAY)
    assert rating(walk.record) == (0, 0), "what was changed waits again"
    approve(second)
    assert rating(walk.record) == (1, 5)


def test_the_same_words_again_change_nothing():
    walk = make_walk()
    reviewer = make_buyer(walk)
    review = approve(write(reviewer, walk.record, 4))

    again = write(reviewer, walk.record, 4, at=NOON + DAY)

    assert (again.pk, again.state, again.changed_at) == (review.pk, "approved", None)


def test_a_guest_who_opens_an_account_stays_one_person():
    walk = make_walk()
    as_guest = write(make_buyer(walk, "Ada@Example.org"), walk.record, 3)
    ada = make_user()

    as_member = write(member(ada), walk.record, 4)

    assert (as_member.pk, Review.objects.count(), member(ada).user) == (as_guest.pk, 1, ada)


def test_two_addresses_of_one_member_are_one_person():
    walk, ada = make_walk(), make_user()
    ada.emailaddress_set.create(email="countess@example.org", verified=True)
    first = write(make_buyer(walk), walk.record)
    make_buyer(walk, "countess@example.org")

    assert write(member(ada), walk.record, 3).pk == first.pk


def test_an_address_that_is_not_proven_says_nothing_of_anybody():
    walk = make_walk()
    make_buyer(walk)
    stranger = make_user(verified=False)

    with pytest.raises(NotTheirs):
        write(member(stranger), walk.record)


def test_taking_it_back_takes_the_stars_back():
    walk = make_walk()
    reviewer, other = make_buyer(walk), make_buyer(walk, "bela@example.org")
    review = approve(write(reviewer, walk.record))

    operations.withdraw(reviewer=other, review_id=review.pk)
    assert rating(walk.record) == (1, 5)
    operations.withdraw(reviewer=reviewer, review_id=review.pk)
    operations.withdraw(reviewer=reviewer, review_id=review.pk)

    assert (rating(walk.record), Review.objects.count()) == ((0, 0), 0)


def test_the_author_is_told_that_it_is_shown_once_in_their_language():
    walk = make_walk()
    review = write(make_buyer(walk, language="de"), walk.record)

    approve(review)
    approve(review)
    do_all_work()

    letter = Message.objects.get(kind="review_shown")
    assert (letter.to, letter.language) == ("ada@example.org", "de")
    assert review.reviewer.secret in letter.text


def test_who_is_refused_reads_why_and_may_write_again():
    walk = make_walk()
    reviewer = make_buyer(walk)
    review = write(reviewer, walk.record)

    with pytest.raises(CannotDecide):
        operations.decide(review_id=review.pk, state="rejected", at=NOON)
    operations.decide(review_id=review.pk, state="rejected", reason="It names a neighbour.", at=NOON)
    do_all_work()

    assert "It names a neighbour." in Message.objects.get(kind="review_refused").text
    again = write(reviewer, walk.record, text="Nobody is named.")
    assert (again.state, again.reason) == ("pending", "")


def test_nobody_is_told_of_spam():
    walk = make_walk()
    review = make_review(walk)
    Job.objects.all().delete()

    operations.decide(review_id=review.pk, state="spam", at=NOON)
    do_all_work()

    assert (rating(walk.record), Message.objects.filter(kind__startswith="review").count()) == ((0, 0), 0)


def test_what_was_decided_otherwise_since_is_not_told():
    walk = make_walk()
    review = make_review(walk)

    operations.decide(review_id=review.pk, state="spam", at=NOON)
    do_all_work()

    assert not Message.objects.filter(kind__startswith="review").exists()


def test_an_answer_is_told_once_and_taken_back_in_silence():
    walk = make_walk()
    review = make_review(walk)

    for text in ("Thank you.", "Thank you.", ""):
        operations.answer(review_id=review.pk, text=text, at=NOON)
    do_all_work()

    review.refresh_from_db()
    assert (review.reply, review.replied_at) == ("", None)
    assert Message.objects.filter(kind="review_answered").count() == 1


def test_a_review_helps_a_member_once_and_never_its_author():
    walk, ada, bela = make_walk(), make_user(), make_user("bela@example.org")
    review = make_review(walk, user=ada)

    for user in (ada, bela, bela):
        operations.find_helpful(review_id=review.pk, user=user, helpful=True, at=NOON)
    review.refresh_from_db()
    assert review.helpful == 1

    operations.find_helpful(review_id=review.pk, user=bela, helpful=False, at=NOON)
    review.refresh_from_db()
    assert review.helpful == 0


def test_what_is_not_shown_helps_nobody_and_cannot_be_reported():
    walk = make_walk()
    review = write(make_buyer(walk), walk.record)

    with pytest.raises(Review.DoesNotExist):
        operations.find_helpful(review_id=review.pk, user=make_user("bela@example.org"), helpful=True, at=NOON)
    with pytest.raises(Review.DoesNotExist):
        operations.report(review_id=review.pk, user=GUEST, reason="rude", text="", at=NOON)


def test_reports_wait_for_a_moderator_who_settles_them_by_deciding():
    review, bela = make_review(make_walk()), make_user("bela@example.org")
    for user, reason in ((GUEST, "rude"), (bela, "other"), (bela, "false")):
        operations.report(review_id=review.pk, user=user, reason=reason, text="", at=NOON)

    assert waiting() == {"pending": 0, "reported": 1}
    assert sorted(ReviewReport.objects.values_list("reason", flat=True)) == ["false", "rude"]

    approve(review)
    assert (waiting()["reported"], state_of(review)) == (0, "approved")


def test_of_who_leaves_the_stars_stay_and_neither_name_nor_words():
    walk, ada, bela = make_walk(), make_user(), make_user("bela@example.org")
    shown = make_review(walk, user=ada)
    other = make_review(walk, "bela@example.org", 3, user=bela)
    operations.find_helpful(review_id=other.pk, user=ada, helpful=True, at=NOON)
    operations.report(review_id=other.pk, user=ada, reason="other", text="Ada says so", at=NOON)
    operations.answer(review_id=shown.pk, text="Dear Ada", at=NOON)

    delete_account(user=ada, at=NOON)

    left = Review.objects.get(pk=shown.pk)
    assert (left.stars, left.state, left.name, left.title, left.text, left.reply) == (5, "approved", "", "", "", "")
    assert (left.words_left, rating(walk.record)) == (True, (2, 8))
    other.refresh_from_db()
    assert (other.helpful, Helpful.objects.count(), ReviewReport.objects.count()) == (0, 0, 0)


def test_what_was_not_shown_goes_whole_with_who_leaves():
    walk, ada = make_walk(), make_user()
    write(make_buyer(walk, user=ada), walk.record)

    delete_account(user=ada, at=NOON)

    assert not Review.objects.exists()


def test_a_rating_says_average_count_and_how_they_fall_by_language():
    walk = make_walk(places=9)
    for number, (stars, language) in enumerate([(5, "en"), (4, "de"), (4, "en")]):
        make_review(walk, f"p{number}@example.org", stars, language=language)

    kept = Rating.objects.get()
    assert kept.spread == {"de": [0, 0, 0, 1, 0], "en": [0, 0, 0, 1, 1]}
    score = ratings_of([walk.record])[walk.record_id].score
    assert (score.average, score.count, kept.of_stars(4)) == (Decimal("4.3"), 3, 2)


def test_what_somebody_changed_behind_the_shops_back_is_put_right():
    walk = make_walk()
    review = make_review(walk)
    Review.objects.filter(pk=review.pk).update(stars=1)

    recount()

    assert rating(walk.record) == (1, 1)


def test_a_rating_that_changes_is_told_to_lists_and_search():
    walk = make_walk()
    review = write(make_buyer(walk), walk.record)
    before = Job.objects.filter(kind="card.changed", payload={"key": walk.record.card_key}).count()

    approve(review)

    after = Job.objects.filter(kind="card.changed", payload={"key": walk.record.card_key}).count()
    assert after == before + 1


def test_all_that_somebody_had_is_found_with_what_they_said_of_it():
    walk, other = make_walk(), make_walk("Night walk")
    reviewer = make_buyer(walk)
    buy(other)
    review = write(reviewer, walk.record)

    had = {one.card.title: one.review for one in had_by(reviewer, language="en", at=NOON)}

    assert had == {"Dawn walk": review, "Night walk": None}
