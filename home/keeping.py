"""Which answers may be kept and shown to other visitors."""

from django.http import HttpResponseBase

MARK = "may_be_kept"


def may_be_kept(response: HttpResponseBase) -> HttpResponseBase:
    """Say that everybody without session, cart and account gets just this answer, until something here changes."""
    setattr(response, MARK, True)
    return response
