"""Who translates, and into which languages."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from wagtail.models import Page

from accounts.contract import make_group
from home.pages.lineage import FIRST_PAGES

TRANSLATE = "wagtail_localize.submit_translation"
GROUP = "Translators"


def languages_of(user) -> list[str]:
    """The languages into which somebody may translate: those whose first page they may change."""
    if not user.has_perm(TRANSLATE):
        return []
    firsts = Page.objects.filter(depth=FIRST_PAGES).select_related("locale")
    open_to = {page.locale.language_code for page in firsts if page.permissions_for_user(user).can_edit()}
    return [code for code, _name in settings.LANGUAGES if code in open_to]


def make_translators(*, app_config, **kwargs) -> None:
    """Make the group that translates, where it is missing; its owner gives it the first pages of its languages."""
    create_permissions(apps.get_app_config("wagtail_localize"), verbosity=0)  # Django's own turn may come after ours
    rights = Permission.objects.filter(content_type__app_label="wagtail_localize", codename="submit_translation")
    make_group(GROUP, rights=rights)
