"""Languages that follow the English tree, and translations as translators make them."""

from __future__ import annotations

from django.test import TestCase
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.translating.operations import send
from outbox.runner import run_due
from tests.factories.courses import make_home, make_locale


def follow(*languages: str) -> None:
    """An alias of everything that is there, in each of these languages."""
    home = make_home()
    for language in languages:
        home.create_alias(
            recursive=True,
            parent=home.get_parent(),
            update_slug=f"{home.slug}-{language}",
            update_locale=make_locale(language),
            reset_translation_key=False,
        )


def opened(thing, language: str = "de") -> Translation:
    """A translation that was sent and that nobody has written yet."""
    return send(thing, into=make_locale(language))


def write(translation: Translation, words: dict[str, str] | None = None, *, user=None) -> None:
    """What a translator types: by place in the page; without words every string that is missing, marked."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    for segment in segments.annotate_translation(translation.target_locale).select_related("context", "string"):
        told = (words or {}).get(segment.context.path)
        if told or (words is None and segment.translation is None):
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=translation.target_locale,
                context_id=segment.context_id,
                defaults={
                    "data": told or f"{translation.target_locale.language_code}: {segment.string.data}",
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": user,
                },
            )


def make_translation(thing, language: str = "de", words: dict[str, str] | None = None) -> Translation:
    """A translation with every string, published; these words where they are given."""
    translation = opened(thing, language)
    write(translation, words or {})
    write(translation)
    publish(translation)
    return fresh(translation)


def publish(translation: Translation) -> None:
    """What the translator's button does; the publication waits for the commit."""
    with committed():
        fresh(translation).save_target(publish=True)


def committed():
    """What waits for the end of the transaction happens at the end of this block."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def fresh(translation: Translation) -> Translation:
    """As the next request reads it."""
    return Translation.objects.select_related("source", "target_locale").get(pk=translation.pk)


def change(page: Page, **fields) -> None:
    """An editor changes a page and publishes it; what follows from it is done."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    run_due()


def there(thing, language: str = "de"):
    """The same page or snippet in a language."""
    return type(thing).objects.get(translation_key=thing.translation_key, locale__language_code=language)
