"""Work of downloads that happens afterwards. Every task may run twice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from outbox.contract import handler
from shop.contract import rights_by_line
from shop.downloads import letters, stamping
from shop.downloads.library import files_of
from shop.downloads.models import FileVersion, Variant, VersionNews


@handler("downloads.stamp", lease=timedelta(minutes=5))
def stamp(line_id: int, version_id: int) -> None:
    """Make a buyer's copy of a PDF; nothing where their right has ended."""
    now = timezone.now()
    if line := _line_with_right(line_id, at=now):
        version = FileVersion.objects.select_related("content").get(pk=version_id)
        stamping.make_copy(order=line.order, line_id=line_id, version=version, at=now)


@handler("downloads.send_link", lease=timedelta(minutes=2))
def send_link(line_id: int, asked: int, more: bool = False) -> None:
    now = timezone.now()
    if line := _line_with_right(line_id, at=now):
        letters.send_link(line, more=more, cause=str(asked), at=now)


@handler("downloads.new_version", lease=timedelta(minutes=5))
def new_version(version_id: int) -> None:
    """Tell everybody who has the file and wanted to know."""
    now = timezone.now()
    version = FileVersion.objects.select_related("file").get(pk=version_id)
    for line_id in VersionNews.objects.order_by("line").values_list("line", flat=True):
        rights = rights_by_line([line_id], Variant)[line_id]
        running = Variant.objects.filter(pk__in=[right.record_id for right in rights if right.runs(at=now)])
        if any(file.pk == version.file_id for files in files_of(running).values() for file in files):
            letters.tell_version(rights[0].line, version, at=now)


def _line_with_right(line_id: int, *, at):
    rights = rights_by_line([line_id], Variant)[line_id]
    return next((right.line for right in rights if right.runs(at=at)), None)
