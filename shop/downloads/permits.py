"""How often a buyer may fetch a file: counted where two clicks at once cannot both have the last permit."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from shop.downloads.models import Download, FileVersion, Permit, ProductFile


def permit_for(*, line_id: int, file: ProductFile) -> Permit:
    """The permit of a line for a file; the first question makes it."""
    defaults = {"allowed": settings.DOWNLOADS_PER_FILE}
    permit, _new = Permit.objects.get_or_create(line_id=line_id, file=file, defaults=defaults)
    return permit


@transaction.atomic
def take(permit: Permit, *, version: FileVersion, device: str, country: str, at: datetime) -> bool:
    """Use the permit once and write the download down; false where nothing is left, which is counted too."""
    rows = Permit.objects.filter(pk=permit.pk)
    if not rows.filter(used__lt=F("allowed")).update(used=F("used") + 1):
        rows.update(refused=F("refused") + 1)
        return False
    Download.objects.create(permit=permit, version=version, at=at, device=device, country=country)
    return True


def goes_on(permit: Permit, *, version: FileVersion, at: datetime) -> bool:
    """Whether a piece that is asked for belongs to a download that has counted already."""
    since = at - timedelta(hours=settings.DOWNLOAD_CLICK_HOURS)
    return Download.objects.filter(permit=permit, version=version, at__gte=since).exists()


def ask_for_more(permit: Permit, *, at: datetime) -> None:
    """Note that the buyer asks for more downloads; the first time counts until somebody has answered."""
    Permit.objects.filter(pk=permit.pk, asked_at=None).update(asked_at=at)


def give_more(permit: Permit) -> bool:
    """Allow as many again, and let the matter rest; false where a colleague was quicker."""
    more = F("allowed") + settings.DOWNLOADS_PER_FILE
    return bool(Permit.objects.filter(pk=permit.pk, asked_at__isnull=False).update(allowed=more, asked_at=None))
