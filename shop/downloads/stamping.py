"""PDFs that carry the buyer's name: made in the background beside the original, which never leaves the house."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter, Transformation

from media.models import PrivateFile
from outbox import contract as outbox
from shop.contract import set_in
from shop.downloads.models import FileVersion, ProductFile, StampedCopy, Variant

PDF = "application/pdf"

TEMPLATE = Path(__file__).parent / "stamp.typ"


def is_stamped(file: ProductFile) -> bool:
    """Whether buyers get copies of their own."""
    return file.product.stamped and file.current.content.content_type == PDF


def content_for(*, line_id: int, file: ProductFile) -> PrivateFile | SimpleNamespace | None:
    """What is handed out: the file, or the copy of this line; none while that is being made."""
    if not is_stamped(file):
        return file.current.content
    copy = StampedCopy.objects.filter(line=line_id, version=file.current).first()
    if copy is None:
        order_copy(line_id=line_id, version=file.current)
        return None
    return SimpleNamespace(
        key=file.current.content.key,
        file=copy.file,
        content_type=PDF,
        name=file.current.content.name,
        size=copy.size,
        sha256=copy.sha256,
        created_at=copy.created_at,
    )


def order_copy(*, line_id: int, version: FileVersion) -> None:
    """Have a copy made, once."""
    payload = {"line_id": line_id, "version_id": version.pk}
    outbox.add("downloads.stamp", key=f"stamp:{line_id}:{version.pk}", payload=payload)


def order_copies(*, line_id: int, variants: list[Variant]) -> None:
    """Have every copy made that a line needs, so that it is there when its buyer comes."""
    files = ProductFile.objects.filter(
        product__in=[variant.product_id for variant in variants], live=True, product__stamped=True
    )
    for file in files.select_related("product", "current__content"):
        mine = file.variant_id is None or file.variant_id in [variant.pk for variant in variants]
        if mine and file.current and is_stamped(file):
            order_copy(line_id=line_id, version=file.current)


def make_copy(*, order, line_id: int, version: FileVersion, at: datetime) -> None:
    """Make the copy of a line and keep it; what is there already stays. Not to be called in a transaction."""
    if StampedCopy.objects.filter(line=line_id, version=version).exists():
        return
    with version.content.file.open("rb") as original:
        made = stamped(original.read(), name=order.name, number=order.number, language=order.language)
    with transaction.atomic():
        copy = StampedCopy(line_id=line_id, version=version, size=len(made), created_at=at)
        copy.sha256 = sha256(made).hexdigest()
        copy.file.save(f"stamped/{line_id}-{version.pk}.pdf", ContentFile(made), save=False)
        copy.save()


def stamped(original: bytes, *, name: str, number: str, language: str) -> bytes:
    """The same pages with a line on the first and at the foot of each; their text stays text."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(original)))
    marks: dict[tuple[float, float], PdfReader] = {}
    for position, page in enumerate(writer.pages):
        if page.rotation:
            page.transfer_rotation_to_content()
        box = page.mediabox
        size = (round(float(box.width), 1), round(float(box.height), 1))
        if size not in marks:
            marks[size] = PdfReader(BytesIO(_mark(size, name=name, number=number, language=language)))
        mark = marks[size].pages[0 if position == 0 else 1]
        page.merge_transformed_page(mark, Transformation().translate(float(box.left), float(box.bottom)))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _mark(size: tuple[float, float], *, name: str, number: str, language: str) -> bytes:
    """Two empty pages of that size (points) with the words for the first page, and for all others."""
    with translation.override(language):
        about = {"name": name, "number": number}
        paper = {
            "width": size[0],
            "height": size[1],
            "first": _("This copy was made for %(name)s, order %(number)s.") % about,
            "foot": _("%(name)s · %(number)s") % about,
            "rtl": get_language_info(language)["bidi"],
        }
    return set_in(TEMPLATE, paper, resolution=72)
