"""Where private files and their captions are asked for. Who may not have one is told that it is not there."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from media.contract import may_read
from media.models import Captions, PrivateFile
from media.serving import hand_out, keep_private


@require_safe
def file(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """The file itself. Its name stands in the address for people; the key finds it."""
    return hand_out(request, _allowed(request, key))


@require_safe
def captions(request: HttpRequest, key: UUID, language: str) -> HttpResponseBase:
    """What is said in a file, in one language; for whoever may have the file."""
    found = get_object_or_404(Captions, of=_allowed(request, key), language=language)
    content = found.vtt.encode()
    etag = f'"{sha256(content).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(content, "text/vtt; charset=utf-8")
    response.headers["ETag"] = etag
    return keep_private(response)


def _allowed(request: HttpRequest, key: UUID) -> PrivateFile:
    found = get_object_or_404(PrivateFile, key=key)
    if not may_read(request, found):
        raise Http404
    return found
