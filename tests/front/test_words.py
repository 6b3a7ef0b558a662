"""The words that templates use: icons, money, lengths, pictures, fields."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.cards import Card, PriceTag
from home.templatetags import shop_tags
from money import Money


def test_an_icon_is_silent_and_may_turn_with_the_reading_direction():
    svg = shop_tags.icon("arrow", "turns back")

    assert 'class="icon icon--turns icon--back"' in svg
    assert 'aria-hidden="true"' in svg
    assert svg.endswith('icons.svg#arrow"/></svg>')


@pytest.mark.parametrize(
    ("language", "whole", "broken"),
    [("en", "€149", "€149.50"), ("de", "149\xa0€", "149,50\xa0€"), ("es", "149\xa0€", "149,50\xa0€")],
)
def test_a_price_tag_drops_empty_cents_only(language, whole, broken):
    with translation.override(language):
        assert shop_tags.price_round(Money(14900, "EUR")) == f"<bdi>{whole}</bdi>"
        assert shop_tags.price_round(Money(14950, "EUR")) == f"<bdi>{broken}</bdi>"


def test_a_currency_without_cents_stays_as_it_is():
    assert shop_tags.price_round(Money(149, "JPY")) == "<bdi>¥149</bdi>"


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (PriceTag(Money(0, "EUR")), "Free"),
        (PriceTag(Money(4900, "EUR"), varies=True), "from €49"),
        (PriceTag(Money(7900, "EUR"), was=Money(9900, "EUR")), "before: €99 now: €79"),
    ],
)
def test_a_price_is_said_in_words_too(price, words):
    said = re.sub(r"<[^>]+>", "", render_to_string("components/price.html", {"price": price}))

    assert " ".join(said.split()) == words


@pytest.mark.parametrize(("seconds", "words"), [(20, "1 min"), (720, "12 min"), (7200, "2 h"), (12000, "3 h 20 min")])
def test_lengths_are_in_minutes_and_hours(seconds, words):
    assert shop_tags.length_in_words(seconds) == words


@pytest.mark.parametrize(("seconds", "moment"), [(None, "0:00"), (260, "4:20"), (3760, "1:02:40")])
def test_a_moment_is_written_as_on_a_clock(seconds, moment):
    assert shop_tags.clock(seconds) == moment


def test_names_are_listed_as_the_language_does():
    with translation.override("de"):
        assert shop_tags.listed(["Ada", "Bela", "Cleo"]) == "Ada, Bela und Cleo"


def test_words_with_something_inside_reach_their_part():
    html = Template('{% load shop_tags %}{% part "notice" tone="good" %}<p>Saved {{ what }}</p>{% endpart %}').render(
        Context({"what": "<b>"})
    )

    assert '<div class="notice notice--good">' in html
    assert "<p>Saved &lt;b&gt;</p>" in html


class Question(forms.Form):
    mail = forms.EmailField(label="E-mail", help_text="What you buy goes here.")
    when = forms.ChoiceField(label="When?", choices=[("am", "Mornings")], widget=forms.RadioSelect)
    terms = forms.BooleanField(label="Terms")
    phone = forms.CharField(label="Phone", required=False)


def rendered(form: forms.Form, name: str) -> str:
    return render_to_string("components/field.html", {"field": form[name]})


@pytest.mark.parametrize("name", ["mail", "when", "terms"])
def test_what_is_wrong_is_tied_to_its_field(name):
    html = rendered(Question({"mail": "ada"}), name)

    pointed_at = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert [target for target in pointed_at if f'id="{target}"' not in html] == []
    assert 'aria-invalid="true"' in html
    assert "Error:" in html


def test_optional_questions_say_so_and_filters_need_not():
    assert "(optional)" in rendered(Question(), "phone")
    assert "(optional)" not in rendered(Question(), "mail")
    assert "(optional)" not in render_to_string(
        "components/field.html", {"field": Question()["phone"], "unmarked": True}
    )


def test_addresses_are_typed_left_to_right_in_every_language():
    with translation.override("ar"):
        assert 'dir="ltr"' in rendered(Question(), "mail")


def test_the_summary_leads_to_each_field():
    form = Question({"mail": "ada"})

    html = render_to_string("components/error_summary.html", {"form": form})

    fields = "".join(rendered(form, name) for name in form.fields)
    links = re.findall(r'href="#([^"]+)"', html)
    assert links == ["id_mail", "id_when_0", "id_terms"]
    assert [link for link in links if f'id="{link}"' not in fields] == []


@pytest.fixture
def picture(db):
    return get_image_model().objects.create(title="Lake", file=get_test_image_file(size=(900, 900)))


def test_a_picture_comes_in_two_formats_and_never_without_its_size(picture):
    html = shop_tags.picture_of(picture, "card")

    assert re.findall(r'type="([^"]+)"', html) == ["image/webp"]
    assert re.search(r'<img [^>]*alt=""', html)
    assert re.search(r'<img [^>]*height="320"', html)
    assert 'loading="lazy"' in html


def test_no_picture_is_no_gap():
    assert shop_tags.picture_of(None, "card") == ""


def test_pictures_that_were_fetched_together_ask_nothing_more(picture, django_assert_num_queries):
    shop_tags.picture_of(picture, "card")
    fetched = get_image_model().objects.prefetch_renditions(*shop_tags.picture_specs("card")).get()

    with django_assert_num_queries(0):
        shop_tags.picture_of(fetched, "card")


def test_a_card_is_drawn_once_for_everybody_who_sees_the_same():
    said = {"key": "course:one", "kind": "course", "kind_label": "Course", "url": "/en/one/", "title": "One"}
    now, later = (Card(**said, price=PriceTag(Money(amount, "EUR"))) for amount in (7900, 6900))
    shop_tags._shown.cache_clear()

    drawn = [shop_tags.show_card(card) for card in (now, Card(**said, price=now.price), later)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert ("79" in drawn[0], "69" in drawn[2]) == (True, True)
    assert (shop_tags._shown.cache_info().hits, shop_tags._shown.cache_info().misses) == (1, 2)
    with translation.override("ar"):
        assert shop_tags.show_card(now) != drawn[0]
