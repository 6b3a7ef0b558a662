"""Pages on which reviews are written and taken back: with an account, and by the letter's link without one."""

import pytest

from shop.reviews.models import Review
from tests.factories.accounts import make_user
from tests.factories.learning import signed_in
from tests.factories.reviews import make_buyer, make_review
from tests.factories.shop import make_walk
from tests.reviews.test_pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def walk():
    return make_walk(places=99)


def fields(code: str, **values) -> dict:
    said = {"stars": "4", "title": "A towel", "text": "The answer was a towel.", "language": "en", "name": "Ada"}
    return {f"{code}-{name}": value for name, value in (said | values).items()}


def code(walk) -> str:
    return f"walk-{walk.record_id}"


def test_r1_a_member_writes_and_reads_that_it_waits(walk):
    ada = make_user()
    make_buyer(walk, user=ada)
    browser = signed_in(ada)
    page = f"{address(walk)}write/"

    assert 'type="radio"' in browser.get(page).content.decode()
    answer = browser.post(page, fields(code(walk)), follow=True)

    review = Review.objects.get()
    assert (review.stars, review.state, review.reviewer.user) == (4, "pending", ada)
    assert "You get a letter when it is shown." in answer.content.decode()


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(walk):
    ada = make_user()
    make_buyer(walk, user=ada)

    answer = signed_in(ada).post(f"{address(walk)}write/", fields(code(walk), stars="", name="", title="x" * 121))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose how many stars" in html and "Write a name to show" in html and "up to 120 letters" in html
    assert "The answer was a towel." in html
    assert not Review.objects.exists()


def test_who_had_it_not_reads_why_they_cannot(walk):
    answer = signed_in(make_user()).get(f"{address(walk)}write/")

    assert answer.status_code == 403
    assert "Only who had it may review it" in answer.content.decode()


def test_r5_whoever_has_the_letter_says_something_of_all_on_one_page_without_an_account(client, walk):
    other = make_walk("Night walk")
    reviewer = make_buyer(walk)
    make_buyer(other)
    page = f"/en/reviews/{reviewer.secret}/"
    assert "Night walk" in client.get(page).content.decode()

    both = fields(code(walk)) | fields(code(other), stars="", title="", text="")
    answer = client.post(page, both, follow=True)

    assert [review.record for review in Review.objects.all()] == [walk.record]
    assert "Thank you." in answer.content.decode()


def test_of_several_what_was_begun_must_be_whole_and_nothing_is_kept_by_half(client, walk):
    other = make_walk("Night walk")
    reviewer = make_buyer(walk)
    make_buyer(other)

    half = fields(code(walk)) | fields(code(other), stars="", text="Dark")
    answer = client.post(f"/en/reviews/{reviewer.secret}/", half)

    assert (answer.status_code, Review.objects.count()) == (422, 0)
    assert "Dark" in answer.content.decode()


def test_a_review_is_taken_back_by_its_author(client, walk):
    review = make_review(walk)

    client.post(f"/en/reviews/{review.reviewer.secret}/", {"take_back": code(walk)})

    assert not Review.objects.exists()


def test_who_wants_no_more_letters_says_so_with_one_press(client, walk):
    reviewer = make_buyer(walk)

    client.post(f"/en/reviews/{reviewer.secret}/no-letters/")

    reviewer.refresh_from_db()
    assert reviewer.asks_declined_at is not None
