"""Search, and what is offered while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from home.cards import query_for
from home.frame import Frame
from search.asked import note_asked
from search.queries import popular_words
from search.results.asking import words_of
from search.results.page import SearchPage
from search.results.subject import SearchSubject
from search.suggesting import suggest


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for an address; without one, a field and what others search for."""
    page = SearchPage(request)
    # htmx asks for the list alone, after a change of its filters.
    alone = getattr(request, "htmx", None) and not request.htmx.boosted
    if not alone and not page.filtered and page.page.number == 1:
        note_asked(page.words, language=page.language, found=page.count, at=page.at)
    context = {
        "catalogue": page,
        "frame": Frame(request, SearchSubject(request, page.words)),
        "popular": popular_words(page.language, at=page.at) if page.blank else [],
    }
    template = "partials/catalogue.html" if alone else "pages/search.html"
    response = render(request, template, context, status=422 if page.errors else 200)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A piece of a page: what begins as was typed, in groups."""
    groups = suggest(words_of(request.GET), query_for(request, limit=8))
    count = sum(len(group.suggestions) for group in groups)
    return render(request, "partials/suggestions.html", {"groups": groups, "count": count})
