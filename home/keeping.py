"""Which answers may be kept and shown to other visitors."""

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers

MARK = "may_be_kept"


def may_be_kept(response: HttpResponseBase) -> HttpResponseBase:
    """Say that everybody without session, cart and account gets just this answer, until something here changes."""
    setattr(response, MARK, True)
    patch_vary_headers(response, ["Accept-Language"])  # which language is offered
    return response
