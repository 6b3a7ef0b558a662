"""Where private files lie, and who sends them: the web server, the store itself, or we."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse


class PrivateStorage(Protocol):
    """What a storage of Django must know beside, to be the one for private files."""

    def sent(self, name: str, *, content_type: str, disposition: str) -> HttpResponse | None:
        """The answer by which somebody else sends the file; none where we read it ourselves."""


class PrivateFolder(FileSystemStorage):
    """A folder outside everything that a web server shows; the web server may be told to send from it."""

    def sent(self, name: str, *, content_type: str, disposition: str) -> HttpResponse | None:
        if not settings.PRIVATE_FILES_BY_WEB_SERVER:
            return None
        address = settings.PRIVATE_FILES_BY_WEB_SERVER + quote(name)
        return HttpResponse(content_type=content_type, headers={"X-Accel-Redirect": address})
