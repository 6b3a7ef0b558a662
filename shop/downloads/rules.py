"""Which private files of products anyone may have: samples of what is on the shelf. All others need a permit."""

from __future__ import annotations

from django.http import HttpRequest

from media.contract import PrivateFile
from shop.downloads.models import Product


def may_read(request: HttpRequest, file: PrivateFile) -> bool:
    """Whether it is a sample of a published product."""
    return Product.objects.live().filter(sample=file).exists()
