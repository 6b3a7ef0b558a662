"""Which piece of a file a player asks for (RFC 9110, section 14). Django has no answer of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.http import parse_http_date_safe

ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)


class OutOfReach(Exception):
    """The piece begins behind the end of the file."""


@dataclass(frozen=True)
class Piece:
    """Bytes of a file, counted from 0; the last one belongs to it."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def piece_wanted(header: str, *, size: int) -> Piece | None:
    """The piece that a Range header asks for; none where the whole file is the answer. Raises OutOfReach.

    Several pieces at once, other units and what cannot be read are answered with the whole file, as the
    standard allows: no player asks for several, and each asked for costs the server a part of its own.
    """
    found = ONE_RANGE.fullmatch(header.strip())
    if not found or not size:
        return None
    first, last = (_number(digits) for digits in found.groups())
    if first is None:
        return _ending(last, size=size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise OutOfReach
    return Piece(first, size - 1 if last is None else min(last, size - 1))


def same_as_before(if_range: str, *, etag: str, modified: int) -> bool:
    """Whether the file is the one that an If-Range header means; without the header it is."""
    if not if_range:
        return True
    if if_range.startswith(('"', "W/")):
        return if_range == etag
    return parse_http_date_safe(if_range) == modified


def _ending(length: int | None, *, size: int) -> Piece | None:
    if length is None:  # "bytes=-" asks for nothing that has a meaning
        return None
    if length == 0:
        raise OutOfReach
    return Piece(max(0, size - length), size - 1)


def _number(digits: str) -> int | None:
    # No file has a thousand million gigabytes, and Python refuses to read numbers of many thousand digits.
    return int(digits.lstrip("0")[:18] or "0") if digits else None
