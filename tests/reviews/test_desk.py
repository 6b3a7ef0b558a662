"""Moderators: the queue with the words, many decided at once, one with its reports and an answer."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from shop.desk import rights
from shop.reviews import operations
from shop.reviews.models import Review
from tests.factories.accounts import make_user
from tests.factories.learning import signed_in
from tests.factories.reviews import make_buyer, make_review, rating, write
from tests.factories.shop import GUEST, NOON, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
QUEUE = "/admin/reviews/"


@pytest.fixture
def walk():
    return make_walk(places=99)


@pytest.fixture
def moderator():
    user = make_user("otto@example.org", name="Otto")
    user.groups.add(Group.objects.get(name=rights.SUPPORT))
    return signed_in(user)


@pytest.fixture
def onlooker():
    """Who may read the queue, and not decide."""
    user = make_user("olga@example.org", name="Olga")
    user.user_permissions.set(rights.permissions("wagtailadmin.access_admin", rights.SEE_REVIEWS))
    return signed_in(user)


def pending(walk, number: int = 1) -> Review:
    return write(make_buyer(walk, f"p{number}@example.org"), walk.record, number, text=f"Words {number}")


def shown(client, query: str = "") -> list[str]:
    return [row["review"].text for row in client.get(f"{QUEUE}?{query}").context["shown"]]


def decide(client, *reviews: Review, decision="approved", reason=""):
    about = {"reviews": [review.pk for review in reviews], "decision": decision, "reason": reason}
    return client.post(f"{QUEUE}decide/", about)


def test_the_queue_shows_what_waits_and_finds_by_words_and_address(moderator, walk):
    pending(walk, 1), pending(walk, 2)
    make_review(walk, "p3@example.org", text="Words 3")

    assert shown(moderator) == ["Words 1", "Words 2"]
    assert shown(moderator, "which=approved") == ["Words 3"]
    assert shown(moderator, "which=all&q=p2@example") == ["Words 2"]
    assert shown(moderator, "which=nonsense&q=Words+1") == ["Words 1"]
    assert shown(moderator, "which=spam") == []


def test_many_are_decided_at_once_and_the_log_says_by_whom(moderator, walk):
    answer = decide(moderator, pending(walk, 1), pending(walk, 2))

    assert (answer.status_code, rating(walk.record)) == (302, (2, 3))
    acts = ModelLogEntry.objects.filter(action="shop.review.approved").values_list("user__name", flat=True)
    assert list(acts) == ["Otto", "Otto"]


def test_to_show_nothing_needs_a_reason_and_ticks(moderator, walk):
    review = pending(walk)

    without = decide(moderator, review, decision="rejected")
    nothing = decide(moderator, decision="approved")

    assert (without.status_code, nothing.status_code) == (422, 422)
    assert "Say why" in without.content.decode() and "Tick at least one review" in nothing.content.decode()
    assert f'value="{review.pk}" checked' in without.content.decode()
    decide(moderator, review, decision="rejected", reason="It names a neighbour.")
    review.refresh_from_db()
    assert (review.state, review.reason) == ("rejected", "It names a neighbour.")


def test_what_is_reported_stands_in_a_list_of_its_own_until_it_is_decided(moderator, walk):
    review = make_review(walk, text="Words 1")
    for reason in ("rude", "false"):
        operations.report(review_id=review.pk, user=GUEST, reason=reason, text="Look", at=NOON)

    assert shown(moderator, "which=reported") == ["Words 1"]
    assert "It insults or threatens somebody" in moderator.get(f"{QUEUE}{review.pk}/").content.decode()

    moderator.post(f"{QUEUE}{review.pk}/", {"decision": "spam", "reason": ""})
    assert (shown(moderator, "which=reported"), rating(walk.record)) == ([], (0, 0))


def test_an_answer_stands_below_the_review_for_everybody(moderator, client, walk):
    review = make_review(walk)

    moderator.post(f"{QUEUE}{review.pk}/", {"reply": "Thank you, Ada.", "answer": "yes"})

    assert "Thank you, Ada." in client.get(f"/en/reviews/walk/{walk.record_id}/").content.decode()


def test_a_wrong_decision_is_said_and_nothing_happens(moderator, walk):
    review = pending(walk)

    answer = moderator.post(f"{QUEUE}{review.pk}/", {"decision": "later"})

    assert (answer.status_code, Review.objects.get().state) == (422, "pending")


def test_who_may_only_look_decides_nothing_and_is_offered_nothing(onlooker, walk):
    review = pending(walk)

    assert 'name="decision"' not in onlooker.get(QUEUE).content.decode()
    assert 'name="decision"' not in onlooker.get(f"{QUEUE}{review.pk}/").content.decode()
    assert decide(onlooker, review).status_code == 403
    assert onlooker.post(f"{QUEUE}{review.pk}/", {"decision": "approved"}).status_code == 403
    assert Review.objects.get().state == "pending"


def test_the_first_page_says_how_many_wait_to_whom_it_concerns(moderator, walk):
    pending(walk)
    editor = make_user("cleo@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))

    assert "1 review waits to be read" in moderator.get("/admin/").content.decode()
    assert "waits to be read" not in signed_in(editor).get("/admin/").content.decode()


def test_the_queue_asks_as_often_for_many_as_for_one(moderator, walk, django_assert_max_num_queries):
    pending(walk, 1)
    moderator.get(QUEUE)
    with django_assert_max_num_queries(40) as one:
        moderator.get(QUEUE)
    for number in range(2, 6):
        pending(walk, number)
    with django_assert_max_num_queries(len(one)):
        moderator.get(QUEUE)
