"""What courses promise the shop."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalogue import queries, words
from courses.catalogue.models import Course
from courses.catalogue.operations import KIND
from home.cards import Card
from shop.contract import (
    Acceptance,
    Description,
    Fulfiller,
    NextStep,
    Offer,
    Right,
    end_access,
    give_access,
    right_of_digital,
)

AT_ONCE = "digital_at_once"


class CourseFulfiller(Fulfiller):
    kind = KIND
    kind_label = gettext_lazy("Course")

    def cards(self, offers: Iterable[Offer], *, language: str) -> dict[int, Card]:
        offers = list(offers)
        courses = Course.objects.filter(pk__in=[offer.record_id for offer in offers])
        now = timezone.now()
        rows = queries.shown(courses, language=language, currency="", at=now, fallback=True)
        cards = dict(
            zip([row.course.pk for row in rows], queries.cards_of(rows, language=language, at=now), strict=True)
        )
        return {offer.pk: cards[offer.record_id] for offer in offers if offer.record_id in cards}

    def grant(self, line) -> None:
        course = line.record
        bought_at = line.order.paid_at
        give_access(line, course, at=bought_at, until=course.access_ends(bought_at=bought_at))

    def revoke(self, line) -> None:
        end_access(line, at=timezone.now())

    def acceptances(self, lines) -> list[Acceptance]:
        # Directive 2011/83/EU, article 16 (m): both must be said by the buyer, before the contract.
        wording = _(
            "I ask you to start at once, before the 14 days for withdrawal are over. "
            "I know that I lose my right of withdrawal when the course opens to me."
        )
        return [Acceptance(AT_ONCE, wording)]

    def withdrawal(self, line, *, at) -> Right:
        return right_of_digital(line, consent=AT_ONCE, at=at)

    def describe(self, line, *, language: str) -> Description:
        with translation.override(language):
            words_on_way = _("Sign in with the e-mail address of this order, then it waits under “My space”.")
            return Description(f"{words_on_way} {_lasts(line)}")

    def next_step(self, line, *, language: str) -> NextStep | None:
        with translation.override(language):
            address = reverse("learning:course", args=[line.record_id])
            return NextStep(_("Start learning"), address, _lasts(line))


def _lasts(line) -> str:
    return words.lasts(line.record.access_ends(bought_at=line.order.paid_at or timezone.now()))
