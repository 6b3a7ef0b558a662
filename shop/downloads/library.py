"""What somebody has to download: the lines of their orders, with files, versions, and how often each may be fetched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from home.cards import Card
from media.contract import label_of
from shop.contract import rights_by_line, rights_of
from shop.downloads import links, queries, words
from shop.downloads.models import Download, FileVersion, Permit, Product, ProductFile, Variant, VersionNews
from shop.downloads.pages import ProductPage
from shop.downloads.rows import ProductFileRow


@dataclass(frozen=True)
class Item:
    """A file as its buyer finds it."""

    file: ProductFile
    title: str
    kind: str
    size: str
    left: int
    asked: bool
    is_new: bool
    url: str
    play_url: str
    play_kind: str
    more_url: str

    @property
    def version(self) -> FileVersion:
        return self.file.current

    @property
    def type(self) -> str:
        return self.file.current.content.content_type

    @property
    def left_in_words(self) -> str:
        return words.left(self.left)


@dataclass(frozen=True)
class Part:
    """The files of one product; a bundle has several."""

    title: str
    items: list[Item]


@dataclass(frozen=True)
class Shelf:
    """A line of an order: what it has brought, until when, whether its buyer wants news."""

    line: object
    card: Card | None
    parts: list[Part]
    ends_at: datetime | None
    ended_at: datetime | None
    wants_news: bool
    news_url: str

    @property
    def until(self) -> str:
        return words.until(self.ends_at)

    @property
    def several(self) -> bool:
        return len(self.parts) > 1


def lines_of(user) -> list[int]:
    """Ids of the lines by which somebody has or had something to download, the newest first."""
    return list(dict.fromkeys(right.line_id for right in rights_of(user, Variant)))


def shelves_of(line_ids: Iterable[int], *, language: str, at: datetime) -> list[Shelf]:
    """What these lines have brought, in their order, in a fixed number of queries."""
    line_ids = list(line_ids)
    rights = rights_by_line(line_ids, Variant)
    variants = Variant.objects.select_related("product").in_bulk(
        {right.record_id for of_line in rights.values() for right in of_line}
    )
    files = files_of(variants.values())
    titles = _Titles({variant.product for variant in variants.values()}, language=language)
    permits = {(permit.line_id, permit.file_id): permit for permit in Permit.objects.filter(line__in=line_ids)}
    fetched = dict(
        Download.objects.filter(permit__line__in=line_ids)
        .order_by()
        .values_list("permit")
        .annotate(newest=Max("version__number"))
        .values_list("permit", "newest")
    )
    wants = set(VersionNews.objects.filter(line__in=line_ids).values_list("line", flat=True))
    cards = _cards({variant.product_id for variant in variants.values()}, language=language, at=at)
    shelves = []
    for line_id in line_ids:
        if not rights[line_id]:
            continue
        line = rights[line_id][0].line
        running = [right for right in rights[line_id] if right.runs(at=at)]
        parts: dict[int, Part] = {}
        for right in running:
            variant = variants[right.record_id]
            for file in files[variant.pk]:
                permit = permits.get((line_id, file.pk))
                newest = fetched.get(permit.pk) if permit else None
                part = parts.setdefault(variant.product_id, Part(titles.of_product(variant.product), []))
                if all(item.file.pk != file.pk for item in part.items):
                    part.items.append(_item(file, line, permit, newest, titles, at=at))
        first = variants[rights[line_id][0].record_id]
        shelves.append(
            Shelf(
                line=line,
                card=cards.get(first.product_id),
                parts=list(parts.values()),
                ends_at=max((right.ends_at for right in running if right.ends_at), default=None),
                ended_at=None if running else max(right.over_at for right in rights[line_id]),
                wants_news=line_id in wants,
                news_url=reverse("shop:download_news", args=[links.renewed_token(line, at=at, short=True)]),
            )
        )
    return shelves


def files_of(variants: Iterable[Variant]) -> dict[int, list[ProductFile]]:
    """The files that each variant brings now, with their current versions, in one query."""
    variants = list(variants)
    rows = ProductFile.objects.filter(product__in={variant.product_id for variant in variants}, live=True)
    files = list(rows.filter(current__isnull=False).select_related("product", "current__content"))
    return {
        variant.pk: [
            file for file in files if file.product_id == variant.product_id and file.variant_id in (None, variant.pk)
        ]
        for variant in variants
    }


def _item(file: ProductFile, line, permit: Permit | None, newest: int | None, titles: _Titles, *, at: datetime) -> Item:
    content, version = file.current.content, file.current
    until = at + timedelta(hours=settings.DOWNLOAD_CLICK_HOURS)
    signed = links.token(links.FILE, line_id=line.pk, file_id=file.pk, until=until)
    plays = content.content_type.startswith(("audio/", "video/"))
    play = links.token(links.PLAY, line_id=line.pk, file_id=file.pk, until=until) if plays else ""
    return Item(
        file=file,
        title=titles.of_file(file),
        kind=words.file_in_short(content.content_type, file.language),
        size=filesizeformat(content.size),
        left=permit.left if permit else settings.DOWNLOADS_PER_FILE,
        asked=bool(permit and permit.asked_at),
        # New is what came after the purchase, or after the version that was fetched last.
        is_new=version.number > 1 and (newest or 0) < version.number and version.published_at > line.order.paid_at,
        url=reverse("shop:download", args=[signed, content.name]),
        play_url=reverse("shop:play", args=[play, content.name]) if plays else "",
        play_kind="video" if content.content_type.startswith("video/") else "audio",
        more_url=reverse("shop:more_downloads", args=[signed]),
    )


class _Titles:
    """What pages call products and files, in the reader's language, otherwise in the product's own."""

    def __init__(self, products: Iterable[Product], *, language: str) -> None:
        products = list(products)
        self._language = language
        keys = {product.translation_key: product.source_language for product in products}
        pages = ProductPage.objects.filter(translation_key__in=list(keys)).values_list(
            "pk", "translation_key", "locale__language_code", "title"
        )
        useful = [row for row in pages if row[2] in (language, keys[row[1]])]
        self._pages: dict[UUID, tuple[int, str]] = {}
        for pk, key, _code, title in sorted(useful, key=lambda row: row[2] == language):
            self._pages[key] = (pk, title)  # the reader's own comes last, and so is what stays
        rows = ProductFileRow.objects.filter(page__in=[pk for pk, _title in self._pages.values()])
        self._files = {(page, code): title for page, code, title in rows.values_list("page_id", "code", "title")}

    def of_product(self, product: Product) -> str:
        return self._pages.get(product.translation_key, (0, ""))[1]

    def of_file(self, file: ProductFile) -> str:
        page, _title = self._pages.get(file.product.translation_key, (0, ""))
        return self._files.get((page, file.code)) or label_of(file.current.content.content_type)


def _cards(products: set[int], *, language: str, at: datetime) -> dict[int, Card]:
    rows = queries.shown(Product.objects.filter(pk__in=products), language=language, currency="", at=at, fallback=True)
    cards = queries.cards_of(rows, language=language, at=at)
    return {row.product.pk: card for row, card in zip(rows, cards, strict=True)}
