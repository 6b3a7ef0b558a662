"""What is kept of whoever downloads: the kind of device, and the country where a proxy in front of us says it."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest

from shop.downloads.models import Download

KINDS = (
    (re.compile(r"iPad|Tablet|Kindle|Silk|Android(?!.*Mobile)", re.IGNORECASE), Download.Device.TABLET),
    (re.compile(r"iPhone|iPod|Mobile|Android", re.IGNORECASE), Download.Device.PHONE),
    (re.compile(r"Windows|Macintosh|X11|Linux|CrOS", re.IGNORECASE), Download.Device.COMPUTER),
)


def device_of(request: HttpRequest) -> str:
    """What kind of device it says that it is."""
    agent = request.headers.get("User-Agent", "")[:400]
    return next((kind for pattern, kind in KINDS if pattern.search(agent)), Download.Device.OTHER)


def country_of(request: HttpRequest) -> str:
    """Two letters from the header of the settings; empty where there is no such header, or nonsense in it."""
    header = settings.DOWNLOAD_COUNTRY_HEADER
    said = request.headers.get(header, "").upper() if header else ""
    return said if re.fullmatch(r"[A-Z]{2}", said) else ""
