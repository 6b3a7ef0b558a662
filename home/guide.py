"""Help inside the administration, in the shop's own words: each app says what its part is and how it is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

_topics: list[Topic] = []


@dataclass(frozen=True)
class Topic:
    """One part of the work: what it is called, a few sentences, and the name of the view that it is done in."""

    code: str
    title: str
    sentences: tuple[str, ...]
    view: str = ""
    right: str = ""  # the permission without which the view is closed

    def way_for(self, user) -> str:
        """The address at which it is done; empty where there is none for somebody."""
        open_to = self.view and (not self.right or user.has_perm(self.right))
        return reverse(self.view) if open_to else ""


def register_topics(*topics: Topic) -> None:
    """Add to the help, in the order in which apps join."""
    _topics.extend(topics)


def topics() -> Iterable[Topic]:
    return tuple(_topics)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """All of it on one page, to search with the browser's own search."""
    shown = [(topic, topic.way_for(request.user)) for topic in topics()]
    return render(request, "desk/guide.html", {"topics": shown})
