"""Translations as PO files, the way translators' own programs read them: out together, and in again."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import polib
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

MOST_BYTES = 5_000_000


class NotReadable(Exception):
    """The file is no PO file and no archive of them; the text may be shown."""


def as_files(translations: Iterable[Translation]) -> HttpResponse:
    """An archive with one PO file for each translation, in a folder for each language."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as files:
        for translation in translations:
            name = slugify(translation.source.object_repr) or "page"
            path = f"{translation.target_locale.language_code}/{name}-{translation.pk}.po"
            files.writestr(path, str(translation.export_po()))
    answer = HttpResponse(archive.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="translations.zip"'
    return answer


def read_files(name: str, content: bytes) -> list[polib.POFile]:
    """The PO files in what somebody gives: one file, or an archive of them. Raises NotReadable."""
    if not name.lower().endswith(".zip"):
        return [_read(name, content)]
    try:
        with ZipFile(BytesIO(content)) as files:
            entries = [entry for entry in files.infolist() if entry.filename.lower().endswith(".po")]
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise NotReadable(_("Together the files are too large. Send fewer of them."))
            return [_read(entry.filename, files.read(entry)) for entry in entries]
    except (BadZipFile, NotImplementedError, RuntimeError) as reason:
        raise NotReadable(_("This archive cannot be opened.")) from reason


def _read(name: str, content: bytes) -> polib.POFile:
    try:
        text = content.decode("utf-8-sig")
        # The first sign keeps it from being taken for the name of a file on this machine.
        return polib.pofile(f"#\n{text}")
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as reason:
        raise NotReadable(_("“%(name)s” is no PO file.") % {"name": name[:80]}) from reason
