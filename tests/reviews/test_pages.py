"""Reviews on the pages of things, the list of all, and writing them: with an account and without."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.models import Listing
from shop.reviews import operations
from shop.reviews.counting import count_anew, locked_rating
from shop.reviews.models import Rating, Review, Reviewer, ReviewReport
from tests.factories.accounts import make_user
from tests.factories.courses import make_course
from tests.factories.learning import buy as buy_course
from tests.factories.learning import signed_in
from tests.factories.payments import do_all_work
from tests.factories.reviews import approve, make_review, write
from tests.factories.shop import NOON, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
COURSE = "/en/courses/the-long-exhale/"


@pytest.fixture
def walk():
    return make_walk(places=99)


@pytest.fixture
def course():
    return make_course()


def address(walk) -> str:
    return f"/en/reviews/walk/{walk.record_id}/"


def learner(course, email="ada@example.org"):
    user = make_user(email)
    buy_course(course, user)
    return user


def many(course, count: int) -> None:
    """Reviews by as many people, written at once."""
    rating = locked_rating(*thing_of(course))
    people = Reviewer.objects.bulk_create(
        Reviewer(address=f"p{number}@example.org", language="en") for number in range(count)
    )
    Review.objects.bulk_create(
        Review(
            reviewer=person,
            record=course,
            stars=1 + number % 5,
            title="T",
            text="Words",
            name="P",
            language=("en", "de")[number % 2],
            state="approved",
            written_at=NOON,
        )
        for number, person in enumerate(people)
    )
    count_anew(rating)


def thing_of(course) -> tuple[int, int]:
    review = Review(record=course)
    return review.record_type_id, review.record_id


def test_k7_a_course_says_how_it_is_rated_and_shows_the_newest_words(client, course):
    review = approve(write_course(course, 4))

    html = client.get(COURSE).content.decode()

    assert f'id="review-{review.pk}"' in html
    assert "took this course" in html
    assert f"/en/reviews/course/{course.pk}/?stars=4#list" in html
    assert '"aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.0", "reviewCount": 1' in html


def write_course(course, stars=5, email="ada@example.org", **values) -> Review:
    from shop.reviews.people import member

    return write(member(learner(course, email)), course, stars, at=timezone.now(), **values)


def test_what_waits_is_on_no_page_but_its_authors(client, course):
    write_course(course, text="A secret so far")

    assert "A secret so far" not in client.get(COURSE).content.decode()
    assert "A secret so far" not in client.get(f"/en/reviews/course/{course.pk}/").content.decode()
    author = signed_in(Reviewer.objects.get().user)
    assert "Your review: Waiting." in author.get(COURSE).content.decode()
    assert "A secret so far" in author.get("/en/account/reviews/").content.decode()


def test_only_owners_are_offered_to_write(client, course):
    write_here = f"/en/reviews/course/{course.pk}/write/"

    assert write_here not in client.get(COURSE).content.decode()
    assert write_here not in signed_in(make_user("bela@example.org")).get(COURSE).content.decode()
    assert write_here in signed_in(learner(course)).get(COURSE).content.decode()


def test_a_page_with_a_thousand_reviews_asks_at_most_fourteen_queries(client, course):
    for number in range(3):
        make_course(f"Close {number}")
    many(course, 1)
    client.get(COURSE)
    with CaptureQueriesContext(connection) as few:
        client.get(COURSE + "?one")
    many_more(course)
    client.get(COURSE)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(COURSE + "?thousand")

    assert answer.status_code == 200
    assert len(few) == len(asked) <= 14, [query["sql"][:150] for query in asked]


def many_more(course) -> None:
    Review.objects.all().delete()
    Reviewer.objects.all().delete()
    many(course, 1000)


def test_the_list_is_read_in_a_fixed_number_of_queries(client, course, django_assert_max_num_queries):
    many(course, 300)
    client.get(f"/en/reviews/course/{course.pk}/")

    with django_assert_max_num_queries(24) as one:
        client.get(f"/en/reviews/course/{course.pk}/?stars=5")
    with django_assert_max_num_queries(len(one)):
        client.get(f"/en/reviews/course/{course.pk}/?language=de&page=2")


def test_r4_the_list_is_narrowed_by_stars_and_language_and_put_in_order(client, walk):
    first = make_review(walk, "a@example.org", 2, language="de", text="Zwei")
    second = make_review(walk, "b@example.org", 5, text="Five")
    reader = make_user("reader@example.org")
    operations.find_helpful(review_id=first.pk, user=reader, helpful=True, at=NOON)

    def shown(query: str) -> list[int]:
        return [review.pk for review in client.get(f"{address(walk)}?{query}").context["shown"].page]

    assert shown("") == [second.pk, first.pk]
    assert shown("stars=2") == shown("language=de") == [first.pk]
    assert shown("stars=2&language=en") == []
    assert shown("sort=helpful") == shown("sort=worst") == [first.pk, second.pk]
    assert shown("sort=best&stars=nine&language=xx&page=99") == [second.pk, first.pk]


def test_rt8_words_of_another_language_say_so(client, walk):
    make_review(walk, language="ar", text="هادئة")

    html = client.get(address(walk)).content.decode()

    assert 'lang="ar" dir="rtl"' in html
    assert "written in Arabic" in html


def test_r2_what_becomes_of_a_review_is_said_as_it_is(client, walk, settings):
    make_review(walk)
    assert "We read each review before it is shown" in client.get(address(walk)).content.decode()

    settings.SHOP_REVIEWS_MODERATED = False

    html = client.get(address(walk)).content.decode()
    assert "Only people who had it write here." in html
    assert "before it is shown" not in html


def test_a_list_of_nothing_says_so(client, walk):
    assert "Nobody has reviewed it yet." in client.get(address(walk)).content.decode()
    assert client.get("/en/reviews/walk/99999/").status_code == 404
    assert client.get("/en/reviews/boat/1/").status_code == 404
    assert client.get("/en/reviews/walk/99999999999999999999999/").status_code == 404


def test_looking_at_reviews_sets_no_cookie(client, walk):
    make_review(walk)

    assert not client.get(address(walk)).cookies


def test_a_member_finds_it_helpful_and_takes_that_back(walk):
    review = make_review(walk)
    browser = signed_in(make_user("bela@example.org"))

    browser.post(f"/en/reviews/{review.pk}/helpful/")
    assert 'aria-pressed="true"' in browser.get(address(walk)).content.decode()

    browser.post(f"/en/reviews/{review.pk}/helpful/", {"helpful": "no"})
    assert Review.objects.get().helpful == 0


def test_a_guest_is_led_to_the_sign_in_and_back_to_the_review(client, walk):
    review = make_review(walk)

    answer = client.post(f"/en/reviews/{review.pk}/helpful/")

    assert answer["Location"].startswith("/en/account/login/?next=/en/reviews/walk/")


def test_r6_anybody_may_report_a_review_and_is_told_that_somebody_looks(client, walk):
    review = make_review(walk)
    origin = {"HTTP_ORIGIN": "http://testserver"}

    assert client.post(f"/en/reviews/{review.pk}/report/", {"reason": ""}, **origin).status_code == 422
    answer = client.post(f"/en/reviews/{review.pk}/report/", {"reason": "rude"}, follow=True, **origin)

    assert "A person looks at it." in answer.content.decode()
    assert ReviewReport.objects.get().reason == "rude"


def test_another_site_reports_nothing(client, walk):
    review = make_review(walk)

    assert client.post(f"/en/reviews/{review.pk}/report/", {"reason": "rude"}).status_code == 403
    assert not ReviewReport.objects.exists()


def test_a_rating_of_something_that_nobody_reviewed_is_none(walk):
    assert Rating(record=walk.record).score is None


def test_search_and_cards_know_how_a_course_is_rated(client, course):
    approve(write_course(course, 4))
    do_all_work()

    assert Listing.objects.get(language="en").rating == 4.0
    html = client.get("/en/search/?rating=4").content.decode()
    assert "The Long Exhale" in html and 'class="rating"' in html
    assert "Best rated first" in html
    assert 'class="rating"' in client.get("/en/courses/").content.decode()
