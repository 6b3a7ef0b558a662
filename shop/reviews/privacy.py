"""What reviews tell of people. Of somebody who leaves the stars stay that they gave, without name and words."""

from __future__ import annotations

from datetime import datetime

from accounts.contract import Keeper
from messaging.contract import forget_letters
from shop.reviews.models import Helpful, Invitation
from shop.reviews.operations import forget_person
from shop.reviews.queries import everything_of

REVIEW = ("stars", "title", "text", "name", "language", "state", "reason", "reply", "replied_at")
REVIEW += ("written_at", "changed_at", "decided_at")


def tell(user) -> dict:
    kept = everything_of(user)
    return {
        "reviewers": kept["reviewers"].values("address", "language", "asks_declined_at"),
        "invitations": Invitation.objects.filter(reviewer__in=kept["reviewers"]).order_by("pk").values("invited_at"),
        "reviews": kept["reviews"].values(*REVIEW),
        "found_helpful": Helpful.objects.filter(user=user).order_by("pk").values("at"),
        "reports": kept["reports"].values("reason", "text", "reported_at", "settled_at"),
    }


def erase(*, user, at: datetime) -> None:
    for reviewer in everything_of(user)["reviewers"]:
        forget_letters(to=reviewer.writes_to, about=reviewer.secret)
    forget_person(user=user)


# Before the shop: an order's address says who a guest was.
KEEPER = Keeper("reviews", tell=tell, erase=erase, order=75)
