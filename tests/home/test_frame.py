"""What stands around every page: ways, languages, small print, light; and that it costs visitors nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from home.frame import Frame
from tests.factories.courses import make_cover, make_home, translate
from tests.factories.pages import link, make_frame, make_page, write_home

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def page(client, path: str = "/en/", **headers) -> str:
    return client.get(path, headers=headers).content.decode()


def request_for(path: str):
    return RequestFactory().get(path)


def menu(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="menu__link" href="([^"]+)"[^>]*>([^<]+)</a>', html)


def languages(html: str) -> dict[str, str]:
    listed = html.partition('id="foot-languages"')[2].partition("</nav>")[0]
    return {code: url for url, code in re.findall(r'<a href="([^"]+)" lang="(\w+)"', listed)}


def test_the_menu_leads_to_pages_and_places_under_their_own_names_or_others():
    about, terms = make_page("About us"), make_page("Terms")
    make_frame(menu=[link(about.pk), link(terms.pk, label="The rules"), link(place="people")])

    found = [(way.url, way.label) for way in Frame(request_for("/en/terms/")).navigation]

    assert found == [
        ("/en/about-us/", "About us"),
        ("/en/terms/", "The rules"),
        ("/en/people/", "People who teach"),
    ]


def test_the_way_to_here_and_above_is_marked():
    about = make_page("About us")
    make_page("The house", parent=about)
    make_frame(menu=[link(about.pk), link(place="people")])

    ways = Frame(request_for("/en/about-us/the-house/")).navigation

    assert [way.current for way in ways] == [True, False]


def test_a_page_that_is_taken_back_leaves_menu_and_footer_at_once(client):
    about = make_page("About us")
    make_frame(menu=[link(about.pk)], columns={"Help": [link(about.pk)]}, terms_page=about)
    assert 'href="/en/about-us/"' in page(client)

    about.unpublish()

    html = page(client)
    assert "About us" not in html
    assert "Help" not in html


def test_each_language_has_its_own_words_and_finds_its_own_pages(client):
    about = make_page("About us")
    arabic = translate(about, "ar")
    arabic.title, arabic.slug = "من نحن", "from-us"
    arabic.save_revision().publish()
    make_frame(menu=[link(about.pk)])
    make_frame("ar", menu=[link(about.pk)], tagline="على مهل", name="Stillpoint")

    html = page(client, "/ar/")

    assert menu(html)[0] == ("/ar/from-us/", "من نحن")
    assert '<meta name="description" content="على مهل">' in html


def test_a_language_without_a_frame_of_its_own_has_the_first_ones(client):
    about = make_page("About us")
    translate(about, "ar", alias=True)
    make_frame(menu=[link(about.pk)])

    html = page(client, "/ar/")

    assert '<a class="menu__link" href="/ar/about-us/" lang="en">About us</a>' in html


def test_a_shop_without_any_frame_still_has_pages(client):
    make_home()

    html = page(client)

    assert "Stillpoint" in html
    assert menu(html) == [("/en/account/login/", "Sign in")]


def test_the_language_switch_leads_to_the_same_page_and_keeps_the_question(client):
    about = make_page("About us")
    translate(about, "ar", alias=True)

    assert languages(page(client, "/en/about-us/?sort=new")) == {
        "en": "/en/about-us/?sort=new",
        "ar": "/ar/about-us/?sort=new",
    }


def test_where_a_page_is_not_translated_the_switch_leads_to_the_nearest_above(client):
    house = make_page("The house")
    translate(house, "ar", alias=True)
    shed = make_page("The shed", parent=house)

    assert languages(page(client, "/en/the-house/the-shed/?a=b"))["ar"] == f"/ar/the-house/?instead_of={shed.pk}"


def test_places_that_are_no_pages_are_the_same_in_every_language(client):
    make_home()

    found = languages(page(client, "/en/cart/?a=b"))

    assert found == {code: f"/{code}/cart/?a=b" for code in ("en", "de", "es", "ar")}


def test_from_nowhere_the_switch_leads_to_the_first_pages(client):
    make_home()

    assert languages(page(client, "/en/nowhere/")) == {code: f"/{code}/" for code in ("en", "de", "es", "ar")}


def test_search_engines_hear_of_translations_but_not_of_aliases(client):
    about = make_page("About us", search_description="Who we are.")
    translate(about, "de").save_revision().publish()
    translate(about, "ar", alias=True)

    english, arabic = page(client, "/en/about-us/"), page(client, "/ar/about-us/")

    listed = re.findall(r'hreflang="([\w-]+)" href="(http[^"]+)"', english)
    assert listed == [
        ("en", "http://testserver/en/about-us/"),
        ("de", "http://testserver/de/about-us/"),
        ("x-default", "http://testserver/en/about-us/"),
    ]
    assert '<link rel="canonical" href="http://testserver/en/about-us/">' in english
    assert '<meta name="robots" content="noindex, follow">' in arabic
    assert 'rel="canonical"' not in arabic and 'hreflang="de" href="http' not in arabic
    assert re.search(r'<article class="words-page" lang="en" dir="ltr">', arabic)


def test_what_is_shared_has_words_and_a_picture(client):
    make_page("About us", search_description="Who we are.", social_image=make_cover())

    html = page(client, "/en/about-us/")

    assert '<meta property="og:title" content="About us">' in html
    assert '<meta property="og:description" content="Who we are.">' in html
    assert re.search(r'<meta property="og:image" content="http://testserver/pictures/[^"]+fill-1200x630[^"]+">', html)


def test_a_page_can_hide_from_search_engines(client):
    make_page("Secret tea", hidden=True)

    assert '<meta name="robots" content="noindex, follow">' in page(client, "/en/secret-tea/")


def test_a_visitor_who_does_nothing_gets_no_cookie_and_depends_on_none(client):
    make_frame(menu=[link(make_page("About us").pk)])

    for path in ("/en/", "/en/about-us/", "/en/people/"):
        answer = client.get(path)
        assert answer.cookies == {}
        assert "Cookie" not in answer.get("Vary", "")


def test_the_frame_asks_three_things_at_most():
    about = make_page("About us")
    make_frame(menu=[link(about.pk)] * 6, columns={"Help": [link(about.pk)] * 30}, terms_page=about)
    request = request_for("/en/people/")
    request.resolver_match = None
    about.get_url()  # Wagtail keeps where its sites begin

    with CaptureQueriesContext(connection) as asked:
        frame = Frame(request)
        assert len(frame.navigation) == 6
        assert len(frame.footer_columns[0].links) == 30
        assert len(frame.legal_links) == 1
        assert len(frame.languages) == 4
        assert (frame.signed_in, frame.cart_count, frame.theme) == (False, 0, "")

    assert len(asked) <= 3


def test_what_no_template_looks_at_is_never_asked():
    with CaptureQueriesContext(connection) as asked:
        Frame(request_for("/api/"))

    assert len(asked) == 0


def choose(client, theme: str, **headers):
    headers = {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/en/about-us/?a=b", **headers}
    return client.post("/en/theme/", {"theme": theme}, headers=headers)


def test_night_is_kept_without_script_and_comes_back_to_where_it_was_chosen(client):
    write_home()

    answer = choose(client, "dark")

    assert answer["Location"] == "http://testserver/en/about-us/?a=b"
    assert '<html lang="en" dir="ltr" data-theme="dark">' in page(client)
    assert '<meta name="color-scheme" content="dark">' in page(client)


def test_auto_takes_the_cookie_back(client):
    choose(client, "dark")

    assert choose(client, "").cookies["theme"]["max-age"] == 0


@pytest.mark.parametrize("theme", ["\x00", "night" * 9999, "<script>", "auto"])
def test_an_ugly_choice_is_no_choice(client, theme):
    write_home()

    assert choose(client, theme).cookies["theme"].value == ""
    client.cookies["theme"] = "\\x00<script>"
    assert "data-theme=" not in page(client).partition(">")[0]


def test_other_sites_choose_nothing_and_lead_nowhere(client):
    assert choose(client, "dark", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert choose(client, "dark", Referer="https://elsewhere.example/")["Location"] == "/en/"
    assert client.get("/en/theme/").status_code == 405
