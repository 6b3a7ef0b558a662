"""The journal: its list, its articles in every language, and who is told of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.cards import CardQuery, cards_from, cards_of_pages
from home.journal.pages import ArticlePage
from home.journal.queries import written_by
from home.journal.rows import ArticleTheme
from tests.factories.accounts import make_user
from tests.factories.courses import make_cover, make_locale, make_person, make_theme, publish, translate
from tests.factories.journal import draft_article, make_article, make_journal
from tests.factories.pages import stream

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LIST = "/en/journal/"


def titles(client, **asked) -> list[str]:
    return [card.title for card in client.get(LIST, asked).context["catalogue"].cards]


def query(language: str = "en", limit: int = 9) -> CardQuery:
    return CardQuery(language=language, limit=limit, currency="EUR")


def queries_for(client, address: str) -> int:
    """How many a visitor's second visit takes; the first draws pictures."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{address}?again=1")
    return len(asked)


def test_an_article_says_who_wrote_it_when_and_how_long_it_takes(client):
    bela = make_person("Bela", role="Teaches sitting", portrait=make_cover("Face"))
    make_article(
        "A room, a chair", "word " * 660, author=bela, themes=[make_theme("Breath")], date=date(2026, 4, 12),
        picture=make_cover(),
    )  # fmt: skip

    html = client.get("/en/journal/a-room-a-chair/").content.decode()

    assert '<time datetime="2026-04-12">April 12, 2026</time> · 3 minutes to read' in html
    assert html.count('href="/en/people/bela/"') == 2
    assert "Teaches sitting" in html
    assert '<a class="chip" href="/en/journal/?theme=breath">Breath</a>' in html
    assert '<li class="breadcrumb__item"><a href="/en/journal/">Journal</a></li>' in html


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("en", "April 12, 2026", "1 minute to read"),
        ("de", "12. April 2026", "1 Minute Lesezeit"),
        ("es", "12 de abril de 2026", "1 minuto de lectura"),
        ("ar", "12 أبريل 2026", "دقيقة واحدة للقراءة"),
    ],
)
def test_every_language_reads_it_in_its_own_words(client, language, day, time):
    page = make_article("Counting", date=date(2026, 4, 12))
    if language != "en":
        page = translate(page, language)
        page.title = f"Counting ({language})"
        publish(page)

    html = client.get(f"/{language}/journal/counting/").content.decode()

    assert f"{page.title}</h1>" in html
    assert f"{day}</time> · {time}" in html
    assert page.title in client.get(f"/{language}/journal/").content.decode()


def test_an_article_leads_to_the_one_before_and_after_and_to_others_on_its_themes(client):
    breath, sound = make_theme("Breath"), make_theme("Sound")
    make_article("Oldest", date=date(2026, 1, 1), themes=[breath])
    make_article("Middle", date=date(2026, 2, 1), themes=[breath, sound])
    make_article("Same day", date=date(2026, 2, 1), themes=[sound])
    make_article("Newest", date=date(2026, 3, 1))

    article = client.get("/en/journal/middle/").context["article"]

    assert (article.before.label, article.after.label) == ("Oldest", "Same day")
    assert [card.title for card in article.related] == ["Same day", "Oldest"]
    newest = client.get("/en/journal/newest/").context["article"]
    assert (newest.before.label, newest.after, newest.related) == ("Same day", None, [])


def test_the_newest_comes_first_and_the_address_narrows_by_theme_and_author(client):
    bela, breath = make_person("Bela"), make_theme("Breath")
    make_article("Older", date=date(2026, 1, 1), themes=[breath], author=bela)
    make_article("Newer", date=date(2026, 2, 1), themes=[make_theme("Sound")], author=make_person("Ruth"))

    assert titles(client) == ["Newer", "Older"]
    assert titles(client, theme="breath") == ["Older"]
    assert titles(client, teacher="ruth") == ["Newer"]
    assert titles(client, theme="breath", teacher="ruth") == []
    assert titles(client, sort="title") == ["Newer", "Older"]
    assert titles(client, theme="nobody-knows-it", page="999", sort="colour") == ["Newer", "Older"]


def test_a_card_says_who_and_how_long_and_is_in_the_lists_that_fill_themselves():
    bela = make_person("Bela")
    page = make_article(
        "Counting", author=bela, themes=[make_theme("Breath")], picture=make_cover(), date=date(2026, 1, 1)
    )
    make_article("Newer", date=date(2026, 2, 1))

    newer, card = cards_from("newest_articles", query())

    assert (newer.title, card.title, card.kind, card.kind_label) == ("Newer", "Counting", "article", "Article")
    assert (card.url, card.facts) == ("/en/journal/counting/", ("Bela", "1 min"))
    assert (card.summary, card.hue, card.language, card.image.width) == ("Somebody counts.", "teal", "", 640)
    assert len(cards_from("newest_articles", query(limit=1))) == 1
    assert written_by(bela.translation_key, query()) == [card]
    assert cards_of_pages([page.pk], query()) == [card]


def test_a_chosen_article_is_shown_in_the_readers_language_or_as_it_was_written():
    page, other = make_article("Counting"), make_article("Waiting")
    german = translate(page, "de")
    german.title = "Zählen"
    publish(german)

    cards = cards_of_pages([other.pk, page.pk], query("de"))

    assert [(card.title, card.language) for card in cards] == [("Waiting", "en"), ("Zählen", "")]


def test_nobody_meets_a_draft_or_what_is_closed(client):
    breath = make_theme("Breath")
    make_article("Open", date=date(2026, 2, 1), themes=[breath])
    draft_article("Draft", date=date(2026, 1, 1), themes=[breath])
    closed = make_article("Closed", date=date(2026, 3, 1), themes=[breath])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    article = client.get("/en/journal/open/").context["article"]

    assert titles(client) == ["Open"]
    assert [card.title for card in cards_from("newest_articles", query())] == ["Open"]
    assert (article.before, article.after, article.related) == (None, None, [])
    assert client.get("/en/journal/draft/").status_code == 404
    assert client.get("/en/journal/closed/").status_code == 302


def test_what_is_not_translated_is_read_in_its_language_and_is_no_page_of_its_own_for_search_engines(client):
    translate(make_article("Counting"), "de", alias=True)

    html = client.get("/de/journal/counting/").content.decode()

    assert 'lang="en" dir="ltr"' in html
    assert 'rel="canonical" href="http://testserver/de/journal/counting/"' not in html
    assert 'hreflang="de"' not in html.partition("</head>")[0]


def test_more_articles_cost_no_more_queries(client):
    def make(number: int) -> ArticlePage:
        return make_article(
            f"Article {number}",
            author=make_person(f"Person {number}", portrait=make_cover(f"Face {number}")),
            themes=[make_theme("Breath"), make_theme(f"Theme {number}")],
            picture=make_cover(f"Picture {number}"),
            date=date(2026, 2, number),
        )

    for number in (1, 2, 3):
        make(number)
    of_list, of_article = queries_for(client, LIST), queries_for(client, "/en/journal/article-2/")
    for number in (4, 5, 6, 7):
        make(number)

    assert queries_for(client, LIST) <= of_list
    assert queries_for(client, "/en/journal/article-2/") <= of_article


def test_the_time_to_read_follows_the_words():
    page = make_article("Counting", "word " * 220)

    page.body = stream(("text", f"<p>{'word ' * 900}</p>"), ("heading", {"title": "More", "note": "", "page": None}))
    page = publish(page)

    assert page.minutes == 4


def test_a_translation_has_the_authors_words_and_the_date_of_the_original(client):
    bela = make_person("Bela", role="Teaches sitting")
    german = bela.copy_for_translation(translate(make_article("Counting", author=bela), "de").locale)
    german.role = "Lehrt das Sitzen"
    german.save()
    publish(ArticlePage.objects.get(locale=german.locale))

    assert "Lehrt das Sitzen" in client.get("/de/journal/counting/").content.decode()


def test_an_editor_previews_an_article_that_is_not_there_yet():
    make_article("Older", date=date(2026, 1, 1), themes=[breath := make_theme("Breath")])
    page = ArticlePage(title="New", slug="new", summary="", author=make_person("Bela"), locale=make_locale())
    page.themes = [ArticleTheme(theme=breath)]
    page.set_url_path(make_journal())

    html = page.make_preview_request().render().content.decode()

    assert "New</h1>" in html
    assert html.count("Older") == 2


def test_the_form_offers_what_an_article_is_made_of(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    html = client.get(reverse("wagtailadmin_pages:add", args=("home", "articlepage", make_journal().pk)))

    assert html.status_code == 200
    assert set(html.context["form"].fields) >= {"title", "summary", "author", "date", "picture", "body"}
    assert "minutes" not in html.context["form"].fields


def test_somebodys_page_shows_what_they_have_written(client):
    make_article("Counting", author=make_person("Bela"))
    make_article("Listening", author=make_person("Samira"))

    html = client.get("/en/people/bela/").content.decode()

    assert "Written by Bela" in html
    assert "Counting" in html
    assert "Listening" not in html


def test_an_empty_journal_says_so(client):
    make_journal()

    assert "No articles yet" in client.get(LIST).content.decode()
