"""What translators are asked for: words, and never a code, a key, a price or a place."""

from __future__ import annotations

import pytest
from django.db import models
from wagtail.models import Page, get_translatable_models
from wagtail_localize.fields import TranslatableField, get_translatable_fields

MODELS = [model for model in get_translatable_models(include_subclasses=True) if model is not Page]
NO_WORDS = {
    *("code", "zone", "prices", "currency", "variant", "covers", "only_for", "language", "spoken", "level", "kind"),
    *("email", "phone", "postcode", "street", "vat_number", "bank", "register_entry"),
}
WORDS_OF_ROWS = {
    "courses.LessonDownload": {"title"},
    "events.TicketRow": {"title", "text"},
    "events.OptionRow": {"title", "text"},
    "events.QuestionRow": {"label", "hint", "choices"},
    "shop.ProductVariant": {"title", "note"},
    "shop.ProductFileRow": {"title", "change_note"},
}


def asked(model: type[models.Model]) -> set[str]:
    fields = get_translatable_fields(model)
    return {field.field_name for field in fields if isinstance(field, TranslatableField)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_code_key_or_fact_is_offered_as_text(model):
    kinds = {name: type(model._meta.get_field(name)) for name in asked(model)}

    assert asked(model) & NO_WORDS == set()
    assert [name for name, kind in kinds.items() if kind is models.SlugField and name != "slug"] == []
    assert [name for name, kind in kinds.items() if issubclass(kind, models.JSONField)] == []


@pytest.mark.parametrize(("label", "words"), WORDS_OF_ROWS.items())
def test_names_of_tickets_options_questions_variants_and_files_are_translated(label, words):
    (model,) = (model for model in MODELS if model._meta.label == label)

    assert asked(model) == words
