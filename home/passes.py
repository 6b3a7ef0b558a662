"""Passes for public sound and film: who was shown a page that plays a file may have the file, for a day or two.

Files are private by themselves, since the same store holds what is sold. The page hands out the address with a
pass; so a file is public exactly where a published page shows it, at once, and no list of public files can be wrong.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from time import time

from django.core.signing import Signer
from django.http import HttpRequest

from media.models import PrivateFile

NAME = "pass"
DAY = int(timedelta(days=1).total_seconds())


def with_pass(address: str, file: PrivateFile) -> str:
    """The address with its pass; the same all day, so that browsers keep what they have loaded."""
    return f"{address}?{NAME}={_pass(file, _today())}"


def has_pass(request: HttpRequest, file: PrivateFile) -> bool:
    """Whether the address was handed out today or yesterday."""
    shown = request.GET.get(NAME, "").encode()
    return any(hmac.compare_digest(shown, _pass(file, day).encode()) for day in (_today(), _today() - 1))


def _today() -> int:
    return int(time()) // DAY


def _pass(file: PrivateFile, day: int) -> str:
    return Signer(salt="home.passes").signature(f"{file.key}:{day}")
