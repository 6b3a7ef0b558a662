"""What may happen to translations: sent, told of a change, taken over. No string that somebody wrote is ever lost."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from uuid import UUID

import polib
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

# What every publication changes of a page, though nobody wrote anything.
OF_NO_MEANING = {
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "live_revision"),
    *("first_published_at", "last_published_at", "live", "expired", "go_live_at", "expire_at", "numchild", "path"),
    *("url_path", "depth", "locked", "locked_at", "locked_by", "owner", "alias_of", "search_boost"),
}


@transaction.atomic
def send(thing, *, into: Locale, user=None) -> Translation | None:
    """Open a translation of a page or snippet; none where it is written in that language. Once, however often.

    Readers see an alias until the translation is published: nothing untranslated takes its place.
    """
    if isinstance(thing, Page):
        thing = thing.specific
    there = thing.get_translation_or_none(into)
    if there is not None and getattr(there, "alias_of_id", None) is None:
        # Written already; what somebody wrote freely is never put into the two columns over their head.
        made = Translation.objects.filter(source__object_id=thing.translation_key, target_locale=into, enabled=True)
        return made.first()
    source, _is_new = TranslationSource.get_or_create_from_instance(thing)
    translation, _is_new = Translation.objects.update_or_create(
        source=source, target_locale=into, defaults={"enabled": True}
    )
    if there is None:
        # A page begins as a draft; what has no drafts stands there at once.
        translation.save_target(user=user, publish=not isinstance(thing, Page))
    return translation


@transaction.atomic
def take_up(source_id: int) -> bool:
    """Bring what is to be translated up to what is published; false where nothing is other than before."""
    source = TranslationSource.objects.select_for_update().get(pk=source_id)
    thing = source.get_source_instance()
    if _meaning(_as_json(thing)) == _meaning(source.content_json):
        return False
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        _carry_over(source, translation.target_locale_id)
    return True


def take_over(translations: Iterable[Translation], *, user=None) -> int:
    """Publish translations in which no string is missing, with the pictures and facts of their source; how many."""
    done = 0
    for translation in translations:
        total, translated = translation.get_progress()
        if total != translated:
            continue
        try:
            with transaction.atomic():
                translation.save_target(user=user, publish=True)
        except ValidationError:
            continue  # the sentence stands beside the string, in the two columns
        done += 1
    return done


def bring_in(po: polib.POFile, *, languages: Collection[str], user=None) -> Translation | None:
    """Take the strings of a PO file into the translation that it names; none where there is none in these languages.

    What the file leaves empty stays as it is, and nothing is published.
    """
    try:
        name = UUID(po.metadata.get("X-WagtailLocalize-TranslationID", ""))
    except ValueError:
        return None
    made = Translation.objects.filter(uuid=name, enabled=True, target_locale__language_code__in=languages)
    translation = made.select_related("source", "target_locale").first()
    if translation:
        translation.import_po(po, user=user, tool_name="PO")
    return translation


def _as_json(thing) -> str:
    if isinstance(thing, ClusterableModel):
        return thing.to_json()
    return json.dumps(get_serializable_data_for_fields(thing), cls=DjangoJSONEncoder)


def _meaning(content: str) -> dict:
    return {name: _read(value) for name, value in json.loads(content).items() if name not in OF_NO_MEANING}


def _read(value):
    """Streams of blocks lie in it as text, whose order of names PostgreSQL changes."""
    if not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # somebody's sentence begins with a bracket


def _carry_over(source: TranslationSource, locale_id: int) -> None:
    """A sentence that was moved or copied within the page keeps the translation that it had."""
    missing = StringSegment.objects.filter(source=source).annotate_translation(locale_id).filter(translation=None)
    missing = list(missing.values_list("string_id", "context_id"))
    known = StringTranslation.objects.filter(
        locale_id=locale_id,
        translation_of_id__in=[string for string, _context in missing],
        context__object_id=source.object_id,
        has_error=False,
    )
    latest = {row.translation_of_id: row for row in known.order_by("updated_at", "pk")}
    kept = [
        StringTranslation(
            locale_id=locale_id,
            translation_of_id=string,
            context_id=context,
            data=latest[string].data,
            translation_type=latest[string].translation_type,
            tool_name=latest[string].tool_name,
            last_translated_by_id=latest[string].last_translated_by_id,
        )
        for string, context in missing
        if string in latest
    ]
    StringTranslation.objects.bulk_create(kept, ignore_conflicts=True)
