"""Which language a page is in, and where an address without a language leads."""

from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


class Languages(LocaleMiddleware):
    """Django's, but what a view without a language has not found stays not found.

    Django would lead a missing file or letter on to /en/files/…, where nothing can be but a second "not found".
    """

    def process_response(self, request, response):
        if response.status_code == 404 and request.resolver_match:
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
