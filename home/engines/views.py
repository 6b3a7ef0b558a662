"""What search engines ask for beside pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sitemaps import views as django
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.engines.sitemaps import sitemaps
from home.keeping import may_be_kept

# Not for them, and no page. What is a page and not for them says so itself, which they must be able to read.
CLOSED = ("/admin/", "/api/", "/files/", "/*/search/suggest/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What they may ask for, and where the maps are."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('engines:sitemaps')}")
    return may_be_kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The maps of all languages."""
    return may_be_kept(django.index(request, sitemaps(), sitemap_url_name="engines:sitemap"))


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponseBase:
    """The map of one language."""
    return may_be_kept(django.sitemap(request, sitemaps(), section=section))
