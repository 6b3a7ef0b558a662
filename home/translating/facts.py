"""What is true of a thing in every language, shown to translators and not asked of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wagtail.models import Page

_facts: list[tuple[type[Page], Callable[..., list[str]]]] = []


def register_facts(model: type[Page], facts: Callable[..., list[str]]) -> None:
    """Have `facts(page, at=…)` say in a few words how what a page is about is sold."""
    _facts.append((model, facts))


def facts_of(page: Page, *, at: datetime) -> list[str]:
    """The facts of a page in any language; none of a page that sells nothing."""
    return [fact for model, facts in _facts if isinstance(page, model) for fact in facts(page, at=at) if fact]
