"""How a page stands in a language, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How a thing stands in a language, the most urgent first."""

    OUTDATED = "outdated", _("Outdated")
    WAITING = "waiting", _("Being translated")
    MISSING = "missing", _("Missing")
    ALIAS = "alias", _("Shown untranslated")
    TRANSLATED = "translated", _("Translated")
    SOURCE = "source", _("Written in it")


@dataclass(frozen=True)
class Managed:
    """A translation that is made side by side, with how many of its strings are still to be translated."""

    id: int
    source_id: int
    total: int
    missing: int
    source_at: datetime  # when the source last became another, UTC
    taken_at: datetime | None  # when the translation was last made from it, UTC
    written_at: datetime | None  # when somebody last translated a string, UTC

    @property
    def behind(self) -> bool:
        """Whether the page was not made anew since its source changed."""
        return self.taken_at is None or self.source_at > self.taken_at

    @property
    def unpublished(self) -> bool:
        """Whether something was translated that the page does not say yet."""
        return self.written_at is not None and (self.taken_at is None or self.written_at > self.taken_at)


@dataclass
class Cell:
    """One thing in one language."""

    language: str
    state: State
    pk: int | None = None  # of the page or snippet in this language
    edit_url: str = ""
    managed: Managed | None = None
    fields: list[str] = field(default_factory=list)  # which of its fields wait for words, where that was asked

    @property
    def translated(self) -> int:
        return self.managed.total - self.managed.missing if self.managed else 0

    @property
    def ready(self) -> bool:
        """Whether every word is there and only waits to be published."""
        waits = self.state in (State.OUTDATED, State.WAITING)
        return waits and self.managed is not None and self.managed.missing == 0


@dataclass
class Row:
    """One thing in every language."""

    key: str
    model: str  # "app.model"
    kind: str
    title: str
    pk: int
    edit_url: str
    depth: int
    source: str  # the language in which it is written
    is_page: bool
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.model}:{self.pk}"


def state_of_page(*, alias: bool, live: bool, managed: Managed | None, later: bool) -> State:
    """How a page stands that is there in a language; `later` says that its source was published after it."""
    if managed and (alias or not live or managed.missing == managed.total > 0):
        return State.WAITING
    if alias:
        return State.ALIAS
    if managed:
        old = managed.missing or managed.behind or managed.unpublished
        return State.OUTDATED if old else State.TRANSLATED
    if not live:
        return State.WAITING
    return State.OUTDATED if later else State.TRANSLATED
