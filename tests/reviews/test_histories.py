"""Whatever people and moderators do, in whatever order: the rating that is kept is the one that the rows give."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta

import pytest

from accounts.models import User
from shop.reviews import operations
from shop.reviews.models import Helpful, Rating, Review, Reviewer
from shop.reviews.operations import forget_person
from shop.reviews.people import member
from tests.factories.accounts import make_user
from tests.factories.reviews import buy, write
from tests.factories.shop import NOON, make_walk

pytestmark = pytest.mark.django_db
LOOKED_AT_EACH = 250
SEED = 20261128


def counted_from_rows() -> dict[int, tuple[int, int, dict]]:
    found: dict[int, tuple[int, int, dict]] = {}
    by_walk = defaultdict(list)
    for review in Review.objects.filter(state="approved"):
        by_walk[review.record_id].append(review)
    for walk, reviews in by_walk.items():
        spread: dict[str, list[int]] = {}
        for review in reviews:
            spread.setdefault(review.language, [0] * 5)[review.stars - 1] += 1
        found[walk] = (len(reviews), sum(review.stars for review in reviews), spread)
    return found


def kept() -> dict[int, tuple[int, int, dict]]:
    return {row.record_id: (row.count, row.total, row.spread) for row in Rating.objects.filter(count__gt=0)}


def votes_are_kept() -> bool:
    return all(
        review.helpful == Helpful.objects.filter(review=review).count() for review in Review.objects.all().iterator()
    )


class House:
    """A few things, a few people, and what they do at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.at, self.people = chance, NOON, 0
        self.walks = [make_walk(f"Walk {number}", places=500, most=1) for number in range(3)]
        self.members: list[User] = [self.newcomer() for _ in range(6)]

    def newcomer(self) -> User:
        self.people += 1
        user = make_user(f"p{self.people}@example.org")
        for walk in self.walks:
            buy(walk, user.email, user=user)
        return user

    def act(self) -> None:
        self.at += timedelta(minutes=1)
        acts = [self.write] * 8 + [self.decide] * 8 + [self.vote] * 6 + [self.answer] * 2 + [self.take_back]
        self.chance.choice(acts)()
        if self.chance.random() < 0.002:
            self.leave()

    def write(self) -> None:
        walk = self.chance.choice(self.walks).record
        language, stars = self.chance.choice(["en", "de", "ar"]), self.chance.randint(1, 5)
        write(member(self.chance.choice(self.members)), walk, stars, language=language, at=self.at)

    def decide(self) -> None:
        if review := self.any_review():
            state = self.chance.choice(["approved", "approved", "approved", "rejected", "spam"])
            operations.decide(review_id=review, state=state, reason="Because.", at=self.at)

    def vote(self) -> None:
        if review := self.any_review():
            try:
                reader, helpful = self.chance.choice(self.members), self.chance.random() < 0.7
                operations.find_helpful(review_id=review, user=reader, helpful=helpful, at=self.at)
            except Review.DoesNotExist:
                pass  # it is not shown

    def answer(self) -> None:
        if review := self.any_review():
            operations.answer(review_id=review, text=self.chance.choice(["", "Thank you."]), at=self.at)

    def take_back(self) -> None:
        if review := self.any_review():
            for reviewer in Reviewer.objects.filter(reviews=review):
                operations.withdraw(reviewer=reviewer, review_id=review)

    def leave(self) -> None:
        user = self.members.pop(self.chance.randrange(len(self.members)))
        forget_person(user=user)
        self.members.append(self.newcomer())

    def any_review(self) -> int | None:
        numbers = list(Review.objects.values_list("pk", flat=True))
        return self.chance.choice(numbers) if numbers else None


@pytest.mark.parametrize(
    "acts", [pytest.param(1_500, marks=pytest.mark.thorough), pytest.param(10_000, marks=pytest.mark.prove)]
)
def test_after_many_random_acts_the_rating_is_what_the_rows_give(acts):
    house = House(random.Random(SEED))

    for number in range(1, acts + 1):
        house.act()
        if number % LOOKED_AT_EACH == 0:
            assert kept() == counted_from_rows(), f"after {number} acts of seed {SEED}"
            assert votes_are_kept(), f"after {number} acts of seed {SEED}"
