"""What downloads tell of people: what they fetched, and their copies, which go with them."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from accounts.contract import Keeper
from shop.contract import order_lines_of
from shop.downloads.models import Download, Permit, StampedCopy, VersionNews


def tell(user) -> dict:
    lines = order_lines_of(user).order_by().values("pk")
    title = F("line__title")
    return {
        "permits": Permit.objects.filter(line__in=lines)
        .order_by("pk")
        .values("used", "allowed", "refused", "asked_at", title=title, place=F("file__code")),
        "downloads": Download.objects.filter(permit__line__in=lines)
        .order_by("at", "pk")
        .values("at", "device", "country", title=F("permit__line__title"), number=F("version__number")),
        "copies": StampedCopy.objects.filter(line__in=lines)
        .order_by("pk")
        .values("size", "sha256", "created_at", title=title),
        "version_news": VersionNews.objects.filter(line__in=lines).order_by("pk").values("since", title=title),
    }


def erase(*, user, at: datetime) -> None:
    lines = order_lines_of(user).order_by().values("pk")
    copies = StampedCopy.objects.filter(line__in=lines)
    for copy in copies:
        transaction.on_commit(partial(copy.file.storage.delete, copy.file.name))
    copies.delete()
    VersionNews.objects.filter(line__in=lines).delete()
    Permit.objects.filter(line__in=lines).delete()


KEEPER = Keeper("downloads", tell=tell, erase=erase)
