"""Handing a private file out: whole or a piece of it, in constant memory, kept by nobody but the visitor."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from media.kinds import plays
from media.models import PrivateFile
from media.ranges import OutOfReach, Piece, piece_wanted, same_as_before

CHUNK = 64 * 1024

logger = logging.getLogger(__name__)


class Chunks:
    """A piece of an open file, read bit by bit; the file is closed however the sending ends."""

    def __init__(self, content: File, piece: Piece) -> None:
        self.content = content
        self.piece = piece

    def __iter__(self) -> Iterator[bytes]:
        self.content.seek(self.piece.first)
        left = len(self.piece)
        while left and (chunk := self.content.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.content.close()


def hand_out(request: HttpRequest, file: PrivateFile, *, saved: bool = False) -> HttpResponseBase:
    """A file for somebody who may have it; whoever calls this has asked. `saved`: it is kept and not played."""
    attached = saved or not plays(file.content_type)
    disposition = content_disposition_header(attached, file.name)
    # Where the store sends it itself, it reads pieces and conditions too.
    response = file.file.storage.sent(file.file.name, content_type=file.content_type, disposition=disposition)
    if response is None:
        response = _ourselves(request, file)
    response.headers["Content-Disposition"] = disposition
    return keep_private(response, at_all=not saved)


def keep_private(response: HttpResponseBase, *, at_all: bool = True) -> HttpResponseBase:
    """Only the visitor's own browser may keep it, and asks each time whether it still may; or not even that."""
    response.headers["Cache-Control"] = "private, no-cache" if at_all else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _ourselves(request: HttpRequest, file: PrivateFile) -> HttpResponseBase:
    etag, modified = f'"{file.sha256}"', int(file.created_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    response = unchanged or _whole_or_piece(request, file, etag=etag, modified=modified)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    return response


def _whole_or_piece(request: HttpRequest, file: PrivateFile, *, etag: str, modified: int) -> HttpResponseBase:
    if request.method == "HEAD":  # ranges are defined for GET alone
        return HttpResponse(content_type=file.content_type, headers={"Content-Length": str(file.size)})
    piece = None
    if same_as_before(request.headers.get("If-Range", ""), etag=etag, modified=modified):
        try:
            piece = piece_wanted(request.headers.get("Range", ""), size=file.size)
        except OutOfReach:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    sent = piece or Piece(0, file.size - 1)
    response = StreamingHttpResponse(
        Chunks(_opened(file), sent), status=206 if piece else 200, content_type=file.content_type
    )
    response.headers["Content-Length"] = str(len(sent))
    if piece:
        response.headers["Content-Range"] = f"bytes {piece.first}-{piece.last}/{file.size}"
    return response


def _opened(file: PrivateFile) -> File:
    try:
        return file.file.storage.open(file.file.name)
    except FileNotFoundError:
        logger.error("The private file %s is not where it was stored: %s.", file.key, file.file.name)
        raise Http404 from None
