"""Pages that are kept for visitors who have nothing of their own, and what makes them be made anew."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from courses.catalogue.models import Course
from courses.catalogue.operations import switch_sale
from courses.catalogue.pages import CoursePage
from courses.catalogue.rows import CoursePrice
from home.keeping import may_be_kept
from shop.offers.models import OfferPrice
from shop.orders.models import Order
from storefront.pages import kept
from tests.factories.courses import make_course, make_person, publish
from tests.factories.shop import make_paid_order, make_walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
COURSE = "/en/courses/the-long-exhale/"


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.PAGES_KEPT_SECONDS = 60
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def course():
    return make_course("The Long Exhale", prices={"EUR": 4900, "USD": 5900})


def text(path: str, **cookies) -> str:
    """What a visitor with these cookies reads there."""
    client = Client()
    client.cookies.load(cookies)
    return client.get(path).content.decode()


def test_the_second_visitor_costs_one_question_to_the_cache(course, django_assert_num_queries, settings):
    first = Client().get(COURSE)

    with django_assert_num_queries(0 if settings.REDIS_URL else 1):
        second = Client().get(COURSE)

    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert "Content-Security-Policy" in second


def test_head_is_answered_by_what_was_kept_for_get(course):
    length = Client().get(COURSE)["Content-Length"]

    assert Client().head(COURSE)["Content-Length"] == length


@pytest.mark.parametrize("path", ["/en/courses/", COURSE])
def test_a_price_that_is_published_is_true_for_the_next_visitor(course, path):
    before = text(path)
    page = CoursePage.objects.get()
    page.prices = [CoursePrice(currency="EUR", amount=5500)]
    publish(page)

    assert "€49" in before
    assert "€55" in text(path)


def test_a_sale_that_is_stopped_at_once_is_stopped_for_the_next_visitor(course):
    assert "/cart/add/" in text(COURSE)

    switch_sale(Course.objects.get(), stopped=True, at=timezone.now())

    assert "/cart/add/" not in text(COURSE)


def test_a_page_that_is_closed_unpublished_or_renamed_is_not_shown_again(course):
    page = CoursePage.objects.get()
    assert Client().get(COURSE).status_code == 200

    page.slug = "another"
    publish(page)
    assert Client().get(COURSE).status_code == 301
    assert Client().get("/en/courses/another/").status_code == 200

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/en/courses/another/").status_code == 302

    page.refresh_from_db()
    page.unpublish()
    assert Client().get("/en/courses/another/").status_code == 404


def test_a_person_who_is_renamed_is_renamed_everywhere():
    person = make_person("Inés Calderón")
    assert "Inés Calderón" in text("/en/people/")

    person.name = "Inés Alba"
    person.save()

    assert "Inés Alba" in text("/en/people/")


def test_a_page_is_kept_only_until_a_price_changes_by_the_clock(course):
    soon = timezone.now() + timedelta(seconds=7)
    OfferPrice.objects.update(sale_amount=100, sale_from=soon, sale_until=soon + timedelta(days=1))

    assert 5 < kept._seconds_to_keep(kept.edition()) <= 7


def test_a_price_that_has_begun_is_looked_past(course):
    OfferPrice.objects.update(sale_amount=100, sale_from=timezone.now() - timedelta(seconds=7))

    assert kept._seconds_to_keep(kept.edition()) == 60


def test_a_visitor_with_something_of_their_own_neither_gets_nor_leaves_a_kept_page(course):
    walk = make_walk()
    plain = text(COURSE)
    buyer = Client(headers={"origin": "http://testserver"})
    buyer.post("/en/cart/add/", {"offer": walk.key})

    own = buyer.get(COURSE).content.decode()

    assert own != plain
    assert text(COURSE) == plain


def test_choices_of_light_and_currency_have_pages_of_their_own(course):
    assert "€49" in text(COURSE)
    assert "$59" in text(COURSE, currency="USD")
    assert 'data-theme="dark"' in text(COURSE, theme="dark")
    assert "€49" in text(COURSE)


def test_a_cookie_with_nonsense_is_no_page_of_its_own(course):
    odd = RequestFactory().get(COURSE)
    odd.COOKIES = {"theme": "x" * 4000, "currency": "XXX", "analytics": "1"}

    assert kept.key_of(odd) == kept.key_of(RequestFactory().get(COURSE))


def test_parts_that_htmx_asks_for_are_not_mistaken_for_pages(course):
    part = Client().get("/en/courses/", headers={"HX-Request": "true"}).content

    assert part != Client().get("/en/courses/").content


def test_only_what_says_so_is_kept(course):
    order = make_paid_order(make_walk())
    for path in (f"/en/orders/{order.secret}/", "/en/cart/", "/en/account/login/", "/en/nothing/"):
        first = Client().get(path)
        assert not kept.keepable(first), path
    assert Order.objects.count() == 1


def test_what_gives_the_browser_something_to_remember_is_not_kept():
    response = may_be_kept(HttpResponse("hello"))
    assert kept.keepable(response)

    response.set_cookie("csrftoken", "x")

    assert not kept.keepable(response)


def test_a_page_that_was_made_while_something_changed_is_not_shown_to_the_next():
    pages = iter(["old", "new"])

    def view(request):
        kept.forget_pages()  # somebody publishes while this one is made
        return may_be_kept(HttpResponse(next(pages)))

    middleware = kept.KeptPages(view)

    assert middleware(RequestFactory().get("/en/")).content == b"old"
    assert middleware(RequestFactory().get("/en/")).content == b"new"


def test_where_redis_does_not_answer_pages_are_made_anew(course, settings):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "storefront.caching.SpareRedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }

    assert Client().get(COURSE).status_code == 200
    assert Client().get(COURSE).status_code == 200
