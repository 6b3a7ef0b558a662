"""What courses promise the shop, from cart to refund."""

from datetime import timedelta

import pytest

from courses.catalogue.fulfiller import AT_ONCE
from courses.catalogue.models import Course
from shop.cart.basket import basket_of
from shop.contract import entitlement_of, offers_of
from shop.fulfilment.operations import grant_line, revoke_line
from shop.fulfilment.registry import fulfiller_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_course, page_of
from tests.factories.shop import CONSENTS, GUEST, NOON, make_cart, make_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ACCEPTED = CONSENTS | {AT_ONCE}


def offer_of(course: Course):
    return offers_of([course])[course.pk][0]


def bought(course: Course, user):
    """The paid line of an order for the course."""
    return make_paid_order(offer_of(course), user=user, accepted=ACCEPTED).lines.get()


def test_a_course_in_the_cart_has_its_name_and_its_price():
    course = make_course()

    _, cart = make_cart(offer_of(course))

    (line,) = basket_of(cart, user=GUEST, language="en", country="DE", at=NOON).lines
    assert (line.title, line.price.now.minor, line.trouble) == ("The Long Exhale", 14900, "")


def test_a_course_without_a_page_in_the_buyers_language_is_called_as_it_was_written():
    offer = offer_of(make_course())

    card = fulfiller_of("course").cards([offer], language="ar")[offer.pk]

    assert (card.title, card.language) == ("The Long Exhale", "en")


def test_the_card_of_a_course_that_is_gone_is_missing():
    course = make_course()
    offer = offer_of(course)
    page_of(course).delete()

    assert fulfiller_of("course").cards([offer], language="en") == {}


def test_granting_opens_the_course_for_ever_and_twice_equals_once():
    ada, course = make_user(), make_course()
    line = bought(course, ada)

    grant_line(line_id=line.pk)
    fulfiller_of("course").grant(line)

    assert [(right.starts_at, right.ends_at) for right in line.entitlements.all()] == [(NOON, None)]


def test_access_ends_so_many_months_after_the_purchase():
    ada, course = make_user(), make_course(access_months=12)
    line = bought(course, ada)

    grant_line(line_id=line.pk)

    assert line.entitlements.get().ends_at == NOON.replace(year=NOON.year + 1)
    assert entitlement_of(ada, course, at=NOON + timedelta(days=364)) is not None
    assert entitlement_of(ada, course, at=NOON + timedelta(days=366)) is None


def test_a_refund_closes_the_course():
    ada, course = make_user(), make_course()
    line = bought(course, ada)
    grant_line(line_id=line.pk)

    revoke_line(line_id=line.pk)

    assert entitlement_of(ada, course) is None


def test_taking_back_what_was_never_given_is_harmless():
    line = bought(make_course(), make_user())

    fulfiller_of("course").revoke(line)

    assert not line.entitlements.exists()


def test_buyers_ask_for_the_start_at_once_and_give_up_withdrawal():
    (acceptance,) = fulfiller_of("course").acceptances([])

    assert acceptance.code == AT_ONCE
    assert "lose my right of withdrawal" in acceptance.wording


def test_the_receipt_says_how_to_get_in_and_for_how_long():
    line = bought(make_course(access_months=12), make_user())

    text = fulfiller_of("course").describe(line, language="en").text

    assert text == (
        "Sign in with the e-mail address of this order, then it waits under “My space”. "
        "It is yours until 24 November 2027."
    )
