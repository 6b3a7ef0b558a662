"""What buyers are told of their downloads, in the order's language, whoever causes it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation

from messaging.contract import Letter, send
from shop.downloads import links
from shop.downloads.models import FileVersion


def send_link(line, *, more: bool, cause: str, at: datetime) -> bool:
    """Send a link that works again, because the buyer asked for it, or because they may download more."""
    return _send("download_link", line, key=f"download-link:{line.pk}:{cause}", more=more, at=at)


def tell_version(line, version: FileVersion, *, at: datetime) -> bool:
    """Say that a file has a new version, to a buyer who wanted to know; once for each."""
    return _send("new_version", line, key=f"new-version:{version.pk}:{line.pk}", note=version.note, at=at)


def _send(kind: str, line, *, key: str, at: datetime, **context) -> bool:
    order = line.order
    if not order.email:
        return False  # the buyer has left since
    with translation.override(order.language):
        url = f"{settings.PUBLIC_URL}{links.renewed_link(line, at=at)}"
    told = {"order": order, "title": line.title, "url": url, "days": settings.DOWNLOAD_LINK_DAYS, **context}
    return send(Letter(kind, order.email, order.language, told), key=key)
