"""What became of a product's files: how often they were fetched, by whom never, and where the limit was met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum

from media.contract import label_of
from shop.contract import buyers_of
from shop.downloads.models import Download, Permit, Product, Variant


@dataclass(frozen=True)
class FileReport:
    """One file of a product."""

    code: str
    kind: str
    version: int
    downloads: int
    refused: int


@dataclass(frozen=True)
class Report:
    """A product in numbers."""

    product: Product
    files: list[FileReport]
    buyers: int
    never: int

    @property
    def downloads(self) -> int:
        return sum(file.downloads for file in self.files)


def report_of(product: Product) -> Report:
    """The numbers of one product, in six queries."""
    permits = Permit.objects.filter(file__product=product).order_by()
    used = {row["file"]: row for row in permits.values("file").annotate(used=Sum("used"), refused=Sum("refused"))}
    files = [
        FileReport(
            file.code,
            label_of(file.current.content.content_type),
            file.current.number,
            (used.get(file.pk) or {}).get("used", 0),
            (used.get(file.pk) or {}).get("refused", 0),
        )
        for file in product.files.filter(current__isnull=False).select_related("current__content")
    ]
    buyers = buyers_of(Variant, [variant.pk for variant in product.variants.all()])
    fetched = set(permits.filter(used__gt=0, line__in=buyers).values_list("line", flat=True))
    return Report(product, files, len(buyers), len(set(buyers) - fetched))


def downloads_of(product: Product) -> Iterator[dict]:
    """Every download that counted, the newest first, without anything of whoever made it."""
    rows = Download.objects.filter(permit__file__product=product).order_by("-at", "-pk")
    return rows.values(*HEADINGS).iterator()


HEADINGS = {
    "at": "time",
    "permit__file__code": "file",
    "version__number": "version",
    "device": "device",
    "country": "country",
    "permit__line__order__number": "order",
}
