"""Which language a page is in, and where an address without a language leads."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language

MACHINES = ("/api/",)


class Languages(LocaleMiddleware):
    """Django's, but what a view without a language has not found stays not found.

    Django would lead a missing file or letter on to /en/files/…, where nothing can be but a second "not found".
    """

    def process_request(self, request):
        super().process_request(request)
        asked = request.GET.get("lang") if request.path_info.startswith(MACHINES) else None
        if asked in dict(settings.LANGUAGES):
            activate(asked)
            request.LANGUAGE_CODE = asked

    def process_response(self, request, response):
        if response.status_code == 404 and (request.resolver_match or request.path_info.startswith(MACHINES)):
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
