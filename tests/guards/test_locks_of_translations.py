"""A source that two runners take up while it is published again."""

from __future__ import annotations

import json

from wagtail_localize.models import TranslationSource

from home.translating.operations import take_up
from tests.factories.courses import make_locale
from tests.factories.pages import make_page
from tests.factories.translating import follow, opened
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_nothing_older_is_written_over_what_was_published_last():
    make_locale("de")
    page = make_page(summary="Who we are.")
    follow("de")
    source = opened(page).source_id

    def say(summary: str) -> None:
        page.summary = summary
        page.save()

    def publish_again() -> None:
        say("Two.")
        take_up(source)

    say("One.")
    meanwhile(publish_again, lambda: take_up(source))

    assert json.loads(TranslationSource.objects.get().content_json)["summary"] == "Two."
