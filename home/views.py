"""Places of the house that are no pages of the tree: who teaches, day or night."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home.cards import cards_of_person, query_for
from home.finding import elsewhere, find_page, in_this_language
from home.frame import THEMES, Frame
from home.journal.queries import written_by
from home.keeping import may_be_kept
from home.language_line import AWAY, COOKIE
from home.links import Link, path_of
from home.origin import from_our_pages, page_before
from home.pages.base import words_in
from home.pages.structured import breadcrumbs, data_block
from home.people import PeopleSubject, PersonSubject
from home.pictures import with_renditions
from home.snippets import Person, best_in

THEME_KEPT = timedelta(days=365)
MOST_CARDS = 24


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page of the tree. Wagtail serves it; we only find it in fewer steps.

    An address that has another language's words for its steps leads to the page's own.
    """
    if found := find_page(request, path):
        request._wagtail_route_for_request = found
    try:
        return serve(request, path)
    except Http404:
        translated = in_this_language(elsewhere(request))
        if translated and (address := path_of(translated, request)) and address != request.path:
            return redirect(address, permanent=True)
        raise


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who teaches."""
    rows = Person.objects.select_related("locale", "portrait").in_language(get_language())
    everybody = sorted(rows.values(), key=lambda person: (person.name, person.pk))
    with_renditions((person.portrait, "face") for person in everybody if person.portrait)
    frame = Frame(request, PeopleSubject(request))
    trail = [Link(frame.home_url, frame.brand.name), Link("", _("People who teach"))]
    context = {"people": everybody, "frame": frame, "trail": trail, "structured": data_block([breadcrumbs(trail)])}
    return may_be_kept(render(request, "pages/people.html", context))


@require_safe
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Someone who teaches, with everything they teach."""
    rows = list(Person.objects.filter(code=code).select_related("locale", "portrait"))
    if not rows:
        raise Http404
    someone = next(iter(best_in(get_language(), rows).values()))
    with_renditions([(someone.portrait, "face"), (someone.portrait, "social")] if someone.portrait else [])
    query = query_for(request, limit=MOST_CARDS)
    subject = PersonSubject(request, someone, {row.locale.language_code for row in rows})
    frame = Frame(request, subject)
    trail = [Link(frame.home_url, frame.brand.name), Link(reverse("home:people"), _("People who teach"))]
    trail.append(Link("", someone.name))
    context = {
        "person": someone,
        "cards": cards_of_person(someone.translation_key, query),
        "articles": written_by(someone.translation_key, query),
        "frame": frame,
        "trail": trail,
        "structured": data_block([breadcrumbs(trail), subject.thing]),
        "words_in": words_in(someone.locale.language_code),
    }
    return may_be_kept(render(request, "pages/person.html", context))


@from_our_pages
def language_line(request: HttpRequest) -> HttpResponse:
    """Put the offer of another language away; they pressed for it, so it needs no consent."""
    response = redirect(page_before(request, default=f"/{get_language()}/"))
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, AWAY, max_age=THEME_KEPT, httponly=True, samesite="Lax", secure=secure)
    return response


@from_our_pages
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the visitor's choice of day or night; they asked for it, so it needs no consent."""
    response = redirect(page_before(request, default=f"/{get_language()}/"))
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        response.delete_cookie("theme", samesite="Lax")
        return response
    # The page's script writes the same cookie, so it must be able to.
    response.set_cookie("theme", chosen, max_age=THEME_KEPT, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
