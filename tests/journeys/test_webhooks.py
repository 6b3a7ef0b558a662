"""However the shop hears of a payment, or if it does not: one order, one letter."""

import pytest
from playwright.sync_api import expect

from tests.journeys import ways
from tests.journeys.visitor import PATIENCE

pytestmark = pytest.mark.journey


def at_the_payment_page(visitor) -> str:
    email = ways.new_address()
    visitor.go(f"/en/courses/{ways.COURSE}/")
    ways.put_in_cart(visitor)
    ways.say_who(visitor, email)
    ways.go_to_payment(visitor)
    return email


def leads_nowhere(route) -> None:
    """Asks on, and shows the status of the answer in its place."""
    answer = route.fetch(max_redirects=0)
    route.fulfill(body=str(answer.status), content_type="text/plain")


@pytest.mark.parametrize("plan", ["twice", "late", "reversed"])
def test_a_payment_that_is_told_in_another_way_counts_once(arrive, plan):
    guest = arrive()
    email = at_the_payment_page(guest)
    payment_page = guest.page.url

    ways.pay(guest, plan=plan)
    ways.is_thanked(guest)
    guest.go(payment_page)
    # The page looks again by itself until every delivery has arrived.
    expect(guest.page.locator("[data-waiting]")).to_have_count(0, timeout=PATIENCE)

    assert len(ways.letters_to(guest, email)) == 1
    guest.without_trouble()


def test_a_payment_of_which_nobody_tells_is_found_by_looking(arrive, shop):
    guest = arrive()
    email = at_the_payment_page(guest)

    # The buyer pays and never comes back; the supplier never calls. A browser follows a redirect whatever stands in
    # its way, so what the payment page answers is kept from it.
    guest.page.route("**/test-payments/**", leads_nowhere)
    guest.tick("input[name=plan][value=never]")
    guest.press("button[name=act][value=pay]")
    guest.sees("text=303")
    assert ways.letters_to(guest, email, at_least=0) == []
    shop.let_payments_wait()
    shop.manage("reconcile")

    assert len(ways.letters_to(guest, email)) == 1
