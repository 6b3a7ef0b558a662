"""What translators see beside the two columns."""

from __future__ import annotations

from django import template
from django.utils import timezone
from wagtail.models import Page

from home.translating.facts import facts_of

register = template.Library()


@register.simple_tag
def facts_for_translators(thing) -> list[str]:
    """How it is sold, where it is a page that sells something."""
    return facts_of(thing.specific, at=timezone.now()) if isinstance(thing, Page) else []
