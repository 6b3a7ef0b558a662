"""What browsers are told a page may do."""

from urllib.parse import urlsplit

from django.conf import settings

ADMIN = ("/admin/",)
STRICT = "script-src 'self'; style-src 'self'; frame-ancestors 'none'"
OF_ADMIN = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"


class ContentPolicies:
    """Strict on the shop: no inline script, nothing foreign. Wagtail's admin needs its own inline parts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        own = OF_ADMIN if request.path.startswith(ADMIN) else STRICT
        targets = " ".join(["'self'", *settings.CONTENT_SECURITY_FORM_TARGETS])
        response.headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'self'; {own}; img-src 'self' data:{_tiles()}; {_frames()}media-src 'self'; "
            f"object-src 'none'; base-uri 'self'; form-action {targets}",
        )
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        return response


def _tiles() -> str:
    """Whose pictures maps are made of; in none of our pages are they asked for before somebody presses."""
    parts = urlsplit(settings.MAP_TILES)
    return f" {parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""


def _frames() -> str:
    return "frame-src 'self' https://www.google.com; " if settings.GOOGLE_MAPS_KEY else ""
