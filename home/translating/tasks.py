"""Work of translating that happens after its cause."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation

from home.translating.operations import send, take_up
from outbox.contract import handler


@handler("translating.take_up")
def source_changed(source_id: int) -> None:
    take_up(source_id)


@handler("translating.send", lease=timedelta(seconds=120))
def send_away(model: str, pk: int, language: str, user_id: int | None, machine: bool) -> None:
    """Open a translation, and have a machine begin it where that was asked for; a machine publishes nothing."""
    app, name = model.split(".")
    thing = ContentType.objects.get_by_natural_key(app, name).model_class().objects.filter(pk=pk).first()
    user = get_user_model().objects.filter(pk=user_id).first()
    into = Locale.objects.filter(language_code=language).first()
    translation = send(thing, into=into, user=user) if thing and into else None
    translator = get_machine_translator() if machine and translation and user else None
    if translator and translator.can_translate(translation.source.locale, into):
        apply_machine_translation(translation.pk, user, translator)
