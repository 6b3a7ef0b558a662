"""What browsers are told a page may do."""

from django.conf import settings

ADMIN = ("/admin/",)


class ContentPolicies:
    """Strict on the shop: no inline script, nothing foreign. Wagtail's admin needs its own inline parts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        own = "script-src 'self'; style-src 'self'"
        if request.path.startswith(ADMIN):
            own = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"
        targets = " ".join(["'self'", *settings.CONTENT_SECURITY_FORM_TARGETS])
        response.headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'self'; {own}; img-src 'self' data:; media-src 'self'; object-src 'none'; "
            f"base-uri 'self'; frame-ancestors 'self'; form-action {targets}",
        )
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        return response
