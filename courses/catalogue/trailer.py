"""What there is to hear or watch of a course before buying."""

from __future__ import annotations

from django.utils.translation import gettext as _

from courses.catalogue.pages import CoursePage
from media.contract import address_of, address_of_captions


def trailer_of(page: CoursePage, gathered) -> dict | None:
    """The trailer as the player takes it, from what was gathered for the page; none where there is none."""
    file = gathered.file(page.trailer)
    if file is None:
        return None
    return {
        "kind": "video" if file.content_type.startswith("video/") else "audio",
        "url": address_of(file),
        "type": file.content_type,
        "title": _("Trailer of “%(title)s”") % {"title": page.title},
        "tracks": [
            {
                "url": address_of_captions(track, file=file),
                "code": track.language,
                "label": track.get_language_display(),
            }
            for track in gathered.captions(file)
        ],
    }
