"""What may happen to private files: they are kept and captioned, and stay what they are."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from media.captions import checked
from media.kinds import KINDS, Kind, look_at
from media.models import Captions, PrivateFile

MOST_SECONDS = 24 * 60 * 60


class Refused(ValidationError):
    """This file is not kept; the sentence says why."""


@dataclass(frozen=True)
class Facts:
    """What is true of a file's content."""

    kind: Kind
    size: int
    sha256: str
    seconds: int | None


def keep_file(*, content: File, title: str, name: str = "", seconds: int | None = None) -> PrivateFile:
    """Store a file; its type, size, checksum and length are read from the content. Raises Refused.

    `name` is what it is called when someone saves it; without one it is the content's own. `seconds`
    is for what does not know its length.
    """
    facts = facts_of(content)
    file = PrivateFile(title=title, name=fitting_name(name or content.name or title, facts.kind))
    describe(file, facts)
    file.seconds = facts.seconds or seconds
    file.file.save(file.name, content, save=False)
    file.save()
    return file


@transaction.atomic
def keep_captions(*, file: PrivateFile, language: str, vtt: str) -> Captions:
    """Write down what is said in a file, in one language; again, for a better version. Raises ValidationError."""
    captions, _new = Captions.objects.update_or_create(of=file, language=language, defaults={"vtt": checked(vtt)})
    return captions


def facts_of(content: File) -> Facts:
    """What is true of some content; it is read in pieces, and is at its start again afterwards. Raises Refused."""
    if content.size > settings.PRIVATE_FILE_MOST_BYTES:
        most = filesizeformat(settings.PRIVATE_FILE_MOST_BYTES)
        raise Refused(_("This file is larger than %(most)s."), params={"most": most})
    looks = look_at(content)
    if looks is None:
        raise Refused(
            _("This is none of the kinds that we keep: MP3, M4A, MP4, WebM, PDF, EPUB. Its name does not count.")
        )
    checksum = sha256()
    for chunk in content.chunks():
        checksum.update(chunk)
    content.seek(0)
    # A file may claim to last for centuries; then an editor says how long it is.
    seconds = looks.seconds if looks.seconds and looks.seconds <= MOST_SECONDS else None
    return Facts(looks.kind, content.size, checksum.hexdigest(), seconds)


def describe(file: PrivateFile, facts: Facts) -> None:
    """Write on a file's record what is true of its content."""
    file.content_type, file.size, file.sha256 = facts.kind.content_type, facts.size, facts.sha256


def fitting_name(name: str, kind: Kind) -> str:
    """A name without folders or signs that do not show, with an ending that fits the content."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable()).strip(" .")
    path = PurePath(plain or "file")
    ending = path.suffix.lower() if path.suffix.lower() in kind.endings else kind.endings[0]
    known = {ending for kept in KINDS.values() for ending in kept.endings}
    stem = path.stem if path.suffix.lower() in known else path.name
    return f"{stem[:150]}{ending}"
