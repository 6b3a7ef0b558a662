"""Translations, made by wagtail-localize's own machinery: sources, translated strings, publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import models, transaction
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.catalogue.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
from demo.loader import courses, events, first_page, frame, journal, pages, people, products, venues
from demo.loader.languages import OTHERS, locale
from demo.loader.tree import find
from demo.loader.words import SOURCE, codes, key, read
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.venues import Venue
from home.journal.pages import ArticlePage, JournalIndexPage
from home.pages import HomePage, StandardPage
from home.site_frame import SiteFrame
from home.snippets import Person, Theme
from shop.downloads.pages import ProductIndexPage, ProductPage

Words = dict[str, object]
Translated = Iterator[tuple[models.Model, Words]]


def load() -> None:
    """Everything that has words in a language, in each."""
    for language in OTHERS:
        for instance, words in _all(language):
            translate(instance, locale(language), words)


def take_up_dates() -> None:
    """What is kept of English pages for their translations knows the dates that they have got since."""
    for model in (CoursePage, EventPage, ProductPage):
        for page in model.objects.filter(locale__language_code=SOURCE):
            source = TranslationSource.objects.get_for_instance(page)
            if source.content_json != page.to_json():
                before = source.last_updated_at
                source.update_from_db()
                # A date is no word: no translation has fallen behind by it.
                TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=before)


def translate(instance: models.Model, into: Locale, words: Words) -> None:
    """Publish a translation of an English page or snippet; one that says just this already is left alone."""
    source, is_new = TranslationSource.update_or_create_from_instance(instance)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=into)
    if _write_strings(source, into, _strings_of(instance, words)) or is_new or not _is_there(instance, into):
        # Publication waits for the commit; a transaction of its own lets it come before the next page's.
        with transaction.atomic():
            translation.save_target()


def _write_strings(source: TranslationSource, into: Locale, strings: dict[tuple[str, int], str]) -> bool:
    """Write the translated strings that are not there yet or read otherwise; say whether there were any."""
    known = {
        (row.translation_of_id, row.context_id): row.data
        for row in StringTranslation.objects.filter(locale=into, context__object_id=source.object_id)
    }
    rows = []
    places: Counter = Counter()
    for segment in source.stringsegment_set.select_related("context").order_by("order"):
        path = segment.context.path
        data = strings.get((path, places[path]))
        places[path] += 1
        if data is not None and known.get((segment.string_id, segment.context_id)) != data:
            rows.append(
                StringTranslation(
                    translation_of_id=segment.string_id,
                    locale=into,
                    context_id=segment.context_id,
                    data=data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
            )
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data"],
    )
    return bool(rows)


def _strings_of(instance: models.Model, words: Words) -> dict[tuple[str, int], str]:
    """What wagtail-localize would take out of the page if it were written in these words: path, place, string."""
    twin = type(instance).objects.get(pk=instance.pk)
    for name, value in words.items():
        setattr(twin, name, value)
    places: Counter = Counter()
    strings = {}
    for segment in extract_segments(twin):
        if isinstance(segment, StringSegmentValue):
            strings[(segment.path, places[segment.path])] = segment.string.data
            places[segment.path] += 1
    return strings


def _is_there(instance: models.Model, into: Locale) -> bool:
    there = type(instance).objects.filter(translation_key=instance.translation_key, locale=into)
    if hasattr(instance, "alias_of_id"):
        there = there.filter(alias_of=None)
    return there.exists()


def _all(language: str) -> Translated:
    """What is translated into a language, in an order in which everything finds what it points at."""
    for code in codes("people"):
        yield _snippet(Person, "people", code), people.person_words(language, code)
    for theme in read(SOURCE, "themes"):
        yield _snippet(Theme, "themes", theme["code"]), people.theme_words(language, theme["code"])
    for code in codes("venues"):
        yield _snippet(Venue, "venues", code), venues.venue_words(language, code)
    yield _snippet(SiteFrame, "frame"), frame.words(language)
    yield find(HomePage, "home"), first_page.words(language)
    yield find(CourseIndexPage, "courses"), courses.index_words(language)
    yield find(EventIndexPage, "events"), events.index_words(language)
    yield find(ProductIndexPage, "products"), products.index_words(language)
    yield find(JournalIndexPage, "journal"), journal.index_words(language)
    for code in _codes(language, "pages"):
        yield find(StandardPage, "pages", code), pages.words(language, code)
    for code in _codes(language, "courses"):
        yield from _course(language, code)
    for code in _codes(language, "products"):
        yield find(ProductPage, "products", code), products.product_words(language, code)
    for code in _codes(language, "events"):
        yield find(EventPage, "events", code), events.event_words(language, code)
    for code in _codes(language, "articles"):
        yield find(ArticlePage, "articles", code), journal.article_words(language, code)


def _codes(language: str, folder: str) -> list[str]:
    """What of a kind has words in a language."""
    return [code for code in codes(folder) if read(language, f"{folder}/{code}")]


def _course(language: str, code: str) -> Translated:
    yield find(CoursePage, "courses", code), courses.course_words(language, code)
    for place, module in enumerate(read(language, f"courses/{code}")["modules"], start=1):
        yield find(ModulePage, "courses", code, "modules", str(place)), {"title": module["title"]}
        for lesson in module["lessons"]:
            names = courses.lesson_names(code, lesson["code"])
            yield find(LessonPage, *names), courses.lesson_words(language, code, lesson["code"])


def _snippet(model: type[models.Model], *names: str) -> models.Model:
    return model.objects.get(translation_key=key(*names), locale=Locale.get_default())
