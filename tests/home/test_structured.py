"""What pages tell search engines, by schema.org's own terms and by what Google says must be there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from shop.offers.models import Offer
from tests.factories.changes import cancel, move
from tests.factories.courses import make_course, make_cover, make_person, page_of
from tests.factories.downloads import draft_product, make_product, product_page, variant_row
from tests.factories.downloads import offer_of as product_offer
from tests.factories.events import date_of, in_days, make_booking, make_event, ticket
from tests.factories.events import page_of as event_page
from tests.factories.journal import make_article
from tests.factories.pages import items, make_frame, make_page
from tests.schema_org import of_type, things_of, wrong_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def read(client):
    """A page as it answers; everything that it tells search engines is right."""

    def answer(path: str) -> str:
        html = client.get(path).content.decode()
        assert [sentence for thing in things_of(html) for sentence in wrong_in(thing)] == []
        return html

    return answer


def asked(question: str, answer: str) -> dict:
    return {"question": question, "answer": answer}


def offers_of(html: str, kind: str) -> list[tuple[str, str]]:
    offers = [offer for thing in of_type(html, kind) for offer in thing["offers"]]
    return [(offer["price"], offer["availability"].rpartition("/")[2]) for offer in offers]


def test_a_course_says_what_it_costs_how_long_it_takes_and_who_teaches(read):
    person, cover = make_person("Inés Calderón"), make_cover()
    course = make_course(prices={"EUR": 14950}, teachers=[person], cover=cover, seconds=1200)

    html = read(page_of(course).url)

    (said,) = of_type(html, "Course")
    assert said["hasCourseInstance"]["courseWorkload"] == "PT60M"
    assert [one["name"] for one in said["hasCourseInstance"]["instructor"]] == ["Inés Calderón"]
    assert [(offer["price"], offer["priceCurrency"], offer["category"]) for offer in said["offers"]] == [
        ("149.50", "EUR", "Paid")
    ]
    assert said["image"][0].startswith("http://testserver/pictures/")


def test_a_product_keeps_its_offer_when_its_sale_is_over(read):
    product = make_product(variants=[variant_row("book"), variant_row("sound", prices={"EUR": 900})])
    assert offers_of(read(product_page(product).url), "Product") == [("16.00", "InStock"), ("9.00", "InStock")]

    Offer.objects.filter(pk=product_offer(product, "sound").pk).update(sale_until=timezone.now() - timedelta(days=1))

    assert offers_of(read(product_page(product).url), "Product") == [("16.00", "InStock"), ("9.00", "OutOfStock")]


def test_what_an_event_says_of_its_places_is_what_is_free(read):
    event = make_event(quotas={"house": 1}, tickets=[ticket()], few_left=0)
    assert offers_of(read(event_page(event).url), "Event") == [("690.00", "InStock")]

    make_booking(event)

    assert offers_of(read(event_page(event).url), "Event") == [("690.00", "SoldOut")]


def test_a_cancelled_and_a_moved_date_say_so(read):
    event = make_event(dates=[in_days(30), in_days(60)])
    first, second = event.dates.order_by("starts_at")
    was = first.starts_at
    make_booking(event, date=first)
    move(first, days=3)
    cancel(second)

    moved, cancelled = of_type(read(event_page(event).url), "Event")

    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == was.astimezone(first.timezone).isoformat()
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_at_home_is_at_an_address_of_the_net(read):
    event = make_event(online=True)

    (said,) = of_type(read(event_page(event).url), "Event")

    assert said["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert [place["@type"] for place in said["location"]] == ["VirtualLocation"]


def test_an_event_that_is_over_is_announced_no_more(read):
    event = make_event(dates=[in_days(-30)])

    assert of_type(read(event_page(event).url), "Event") == []
    assert date_of(event).ends_at < timezone.now()


def test_questions_of_all_blocks_are_one_list_without_markup(read):
    two = items(
        asked("Do I need a camera?", "<p>No. <b>You</b> can listen.</p>"), asked("A cushion?", "<p>A chair.</p>")
    )
    make_page(
        "Questions", ("questions", {"items": two}), ("questions", {"items": items(asked("And tea?", "<p>Yes.</p>"))})
    )

    (said,) = of_type(read("/en/questions/"), "FAQPage")

    assert [(one["name"], one["acceptedAnswer"]["text"]) for one in said["mainEntity"]] == [
        ("Do I need a camera?", "No. You can listen."),
        ("A cushion?", "A chair."),
        ("And tea?", "Yes."),
    ]


def test_the_way_to_a_page_is_told_as_it_is_shown(read):
    house = make_page("The house")
    make_page("The shed", parent=house)

    (said,) = of_type(read("/en/the-house/the-shed/"), "BreadcrumbList")

    assert [(step["name"], step.get("item")) for step in said["itemListElement"]] == [
        ("Home", "http://testserver/en/"),
        ("The house", "http://testserver/en/the-house/"),
        ("The shed", None),
    ]


def test_the_first_page_says_who_the_shop_is_and_how_to_search_it(read):
    make_page()
    make_frame(company="Stillpoint GmbH", city="Kempten", country="DE", email="hello@stillpoint.example")

    html = read("/en/")

    (shop,), (site,) = of_type(html, "Organization"), of_type(html, "WebSite")
    assert (shop["legalName"], shop["address"]["addressLocality"]) == ("Stillpoint GmbH", "Kempten")
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        f"http://testserver{reverse('search:search')}?q={{search_term_string}}"
    )


def test_a_list_names_what_is_on_it(read):
    course = make_course()

    (said,) = of_type(read("/en/courses/"), "ItemList")

    assert [item["url"] for item in said["itemListElement"]] == [page_of(course).full_url]


def test_somebody_who_teaches_has_a_profile(read):
    make_page()
    make_person("Bela Horváth", role="Teaches sitting")

    (said,) = of_type(read("/en/people/bela-horvath/"), "ProfilePage")

    assert (said["mainEntity"]["name"], said["mainEntity"]["jobTitle"]) == ("Bela Horváth", "Teaches sitting")


def test_an_article_says_who_wrote_it_and_when(read):
    bela = make_person("Bela Horváth")
    signed = make_article("Why we count breaths", author=bela, date=date(2026, 11, 2))
    unsigned = make_article("Eleven sounds")

    (one,), (other,) = (of_type(read(page.url), "Article") for page in (signed, unsigned))

    assert (one["headline"], one["datePublished"]) == ("Why we count breaths", "2026-11-02")
    assert (one["author"]["name"], other["author"]["@type"]) == ("Bela Horváth", "Organization")


def test_words_of_editors_cannot_end_the_block(read):
    make_page("</script><script>alert(1)</script>")

    html = read("/en/scriptscriptalert1script/")

    assert "<script>alert" not in html
    assert of_type(html, "WebPage")[0]["name"] == "</script><script>alert(1)</script>"


def test_a_draft_of_a_product_can_be_looked_at(read):
    page = draft_product()

    assert page.make_preview_request().status_code == 200


@pytest.mark.parametrize(
    ("thing", "wrong"),
    [
        ({"@type": "Event", "name": "A", "startDate": "2027-01-01"}, "/Event: no location"),
        ({"@type": "Person", "name": "Ada", "startDate": "2027-01-01"}, "/Person: has no property startDate"),
        ({"@type": "Offer", "price": "1", "priceCurrency": "EUR", "availability": "Plenty"}, "'Plenty' is no term"),
        ({"@type": "Course", "offers": {"@type": "Person", "name": "Ada"}}, "/Course.offers: Person is none of"),
        ({"@type": "Rabbit"}, "no such type"),
        ({"@type": "Person", "name": ""}, "/Person.name: is empty"),
        ({"@type": "Organization", "url": "/en/"}, "'/en/' is no full address"),
        ({"@type": "WebPage", "datePublished": "2027-01-01T10:00"}, "says no zone"),
    ],
)
def test_what_is_wrong_would_be_seen(thing, wrong):
    assert any(wrong in sentence for sentence in wrong_in(thing))
