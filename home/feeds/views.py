"""Feeds: what is new, for programs that read on somebody's behalf. Atom, RFC 4287."""

from __future__ import annotations

from uuid import uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from home.engines.queries import written
from home.feeds.registry import Feed, feed_named
from home.keeping import may_be_kept
from home.links import path_of
from home.site_frame import brand_in

MOST_ENTRIES = 50


@require_safe
def feed(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """The newest pages of a kind in one language, as they were written in it."""
    known = feed_named(name)
    if known is None or language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        made = _made(known, language, request)
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    answer["Last-Modified"] = http_date(made.latest_post_date().timestamp())
    return may_be_kept(answer)


def _made(known: Feed, language: str, request: HttpRequest) -> Atom1Feed:
    pages = written(known.kind).filter(locale__language_code=language, first_published_at__isnull=False)
    pages = list(pages.order_by("-first_published_at", "-pk")[:MOST_ENTRIES])
    notes = known.notes(pages, timezone.now()) if known.notes and pages else {}
    brand = brand_in(language)
    made = Atom1Feed(
        title=_("%(shop)s: %(title)s") % {"shop": brand.name, "title": known.title},
        link=f"{settings.PUBLIC_URL}/{language}/",
        feed_url=f"{settings.PUBLIC_URL}{request.path}",
        description=brand.tagline,
        subtitle=brand.tagline,
        language=language,
        author_name=brand.name,
    )
    for page in pages:
        words = [page.description, notes.get(page.pk, "")]
        made.add_item(
            title=page.title,
            link=f"{settings.PUBLIC_URL}{path_of(page, request)}",
            description="\n".join(filter(None, words)),
            # The same for ever, whatever the page is called or wherever it is moved.
            unique_id=uuid5(page.translation_key, language).urn,
            pubdate=page.first_published_at,
            updateddate=page.last_published_at or page.first_published_at,
        )
    return made
