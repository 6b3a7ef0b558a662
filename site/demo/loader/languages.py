"""The languages of the shop. What is not translated yet exists in each as an alias of the English page."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from demo.loader.words import SOURCE

OTHERS = [code for code, _name in settings.LANGUAGES if code != SOURCE]


def load() -> None:
    """Every language follows the English tree from now on."""
    source, _new = Locale.objects.get_or_create(language_code=SOURCE)
    for code in OTHERS:
        locale, _new = Locale.objects.get_or_create(language_code=code)
        if not LocaleSynchronization.objects.filter(locale=locale).exists():
            LocaleSynchronization.objects.create(locale=locale, sync_from=source)


def follow(home: Page) -> None:
    """Give every language an alias of what it does not have."""
    without = [code for code in OTHERS if not home.has_translation(locale(code))]
    for code in without:
        # The whole tree at once is five times as quick as page by page.
        home.create_alias(
            recursive=True,
            parent=home.get_parent(),
            update_slug=f"{home.slug}-{code}",
            update_locale=locale(code),
            reset_translation_key=False,
            log_action=None,
        )
    if without != OTHERS:
        call_command("sync_locale_trees")


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)
