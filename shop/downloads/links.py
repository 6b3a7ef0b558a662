"""Signed addresses of what a line of an order has brought: they end by themselves, and open nothing else.

A link names the line, for a file also the file, and the second at which it ends; what it names is compared with the
signature as it is written, so a link that differs in any sign is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

LIBRARY, FILE, PLAY = "library", "file", "play"


class NoLink(Exception):
    """It was never made here."""


@dataclass(frozen=True)
class Link:
    """What a signed address is for, and until when (UTC)."""

    line_id: int
    file_id: int
    until: datetime

    def is_over(self, *, at: datetime) -> bool:
        return at >= self.until


def token(purpose: str, *, line_id: int, file_id: int = 0, until: datetime) -> str:
    """The signed part of an address."""
    return _signer(purpose).sign(f"{line_id}.{file_id}.{int(until.timestamp())}")


def read(purpose: str, signed: str) -> Link:
    """What a signed part says. Raises NoLink; whether it is over is for the caller to ask."""
    try:
        line_id, file_id, until = (int(part) for part in _signer(purpose).unsign(signed).split("."))
    except (BadSignature, ValueError) as forged:
        raise NoLink from forged
    return Link(line_id, file_id, datetime.fromtimestamp(until, UTC))


def link_of_order(line) -> str:
    """The address in letters and on the order's page: the same wherever it stands, so that it ends everywhere."""
    until = (line.order.paid_at or timezone.now()) + timedelta(days=settings.DOWNLOAD_LINK_DAYS)
    return reverse("shop:downloads", args=[token(LIBRARY, line_id=line.pk, until=until)])


def renewed_link(line, *, at: datetime) -> str:
    """Another one, for a letter to the buyer alone: who opens it reads their mail."""
    return reverse("shop:downloads", args=[renewed_token(line, at=at)])


def renewed_token(line, *, at: datetime, short: bool = False) -> str:
    """Its signed part; a short one is for whoever holds an address that is good at this moment."""
    time = timedelta(hours=settings.DOWNLOAD_CLICK_HOURS) if short else timedelta(days=settings.DOWNLOAD_LINK_DAYS)
    return token(LIBRARY, line_id=line.pk, until=at + time)


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"shop.downloads.{purpose}", sep=".")
