"""Pictures for sharing, by the address that a page's head names."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.pages import BasePage
from home.pages.lineage import written_in
from home.sharing.pictures import (
    SharedPicture,
    address_of_page,
    address_of_person,
    picture_of_page,
    picture_of_person,
)
from home.sharing.press import NotDrawn
from home.site_frame import brand_in
from home.snippets import Person

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def of_page(request: HttpRequest, number: int, mark: str) -> HttpResponse:
    """The picture of a page that everybody may read."""
    pages = Page.objects.live().public().select_related("locale", "alias_of__locale")
    page = get_object_or_404(pages, pk=number, locale__language_code=get_language())
    specific = page.specific
    if not isinstance(specific, BasePage):
        raise Http404
    picture = picture_of_page(specific, brand_in(get_language()), language=written_in(page))
    return _answer(picture, mark, address_of_page(number, picture))


@require_safe
def of_person(request: HttpRequest, code: str, mark: str) -> HttpResponse:
    """The picture of somebody who teaches."""
    rows = Person.objects.filter(code=code).select_related("locale", "portrait").in_language(get_language())
    if not rows:
        raise Http404
    picture = picture_of_person(next(iter(rows.values())), brand_in(get_language()))
    return _answer(picture, mark, address_of_person(code, picture))


def _answer(picture: SharedPicture, mark: str, address: str) -> HttpResponse:
    if mark != picture.mark:
        return redirect(address)  # so an old address costs no drawing, and nobody can have anything else drawn
    try:
        return HttpResponse(picture.content(), content_type="image/jpeg", headers={"Cache-Control": FOR_EVER})
    except NotDrawn:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
