"""What may happen to a product: its pages are published, taken away, moved; its sale is stopped.

Pages hold what editors write, records what is sold. Everything here is repeatable: asked again, it writes the same.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from home import cards
from outbox import contract as outbox
from shop.contract import PriceTerms, put_on_sale, stop_sale, take_off_sale
from shop.downloads.models import FileVersion, Product, ProductFile, Variant
from shop.downloads.pages import ProductPage
from shop.downloads.queries import product_was_sold
from shop.downloads.rows import ProductFileRow
from shop.downloads.terms import TermsRefused, terms_of

KIND = "download"
FACTS = ("kind", "page_count", "minutes", "languages", "stamped", "sample_id")


@transaction.atomic
def publish_product(page: ProductPage, *, at: datetime) -> Product | None:
    """Make the record say what the published page says: facts, variants with their prices, and files, at once.

    Does nothing for pages that do not speak for the record: drafts, aliases, translations. Terms on which it cannot
    be sold leave variants and offers as they were, and are said in `trouble`; files stay with those who have them.
    """
    # The row holds what is published; the instance at hand may come from anywhere.
    page = ProductPage.objects.select_related("locale").filter(pk=page.pk, live=True, alias_of=None).first()
    product = Product.published_by(page) if page else None
    if product is None:
        return None
    for name in FACTS:
        setattr(product, name, getattr(page, name))
    product.teachers = [str(row.person.translation_key) for row in page.teachers.select_related("person")]
    product.themes = [str(row.theme.translation_key) for row in page.themes.select_related("theme")]
    product.parts = [str(row.part.translation_key) for row in page.parts.select_related("part")]
    product.live = True
    product.published_at = product.published_at or page.first_published_at or at
    product.trouble = _sell(product, page, at=at)
    product.save()
    cards.changed(product.card_key, cause=at.isoformat())
    return product


@transaction.atomic
def unpublish_product(page: ProductPage, *, at: datetime) -> None:
    """End the sale in every language when the page that speaks for the record goes; harmless for any other."""
    if product := Product.of_source(page):
        Product.objects.filter(pk=product.pk).update(live=False)
        for variant in product.variants.all():
            take_off_sale(variant, cause=at.isoformat())


def product_changed(page: ProductPage, *, at: datetime) -> None:
    """Say that the product's cards look different now: another address, other words."""
    product = Product.objects.filter(translation_key=page.translation_key).first()
    if product:
        cards.changed(product.card_key, cause=at.isoformat())


def switch_sale(product: Product, *, stopped: bool, at: datetime) -> None:
    """Stop the sale of every variant at once, or let it go on; no page is published by it."""
    for variant in product.variants.all():
        stop_sale(variant, stopped=stopped, cause=at.isoformat())
    cards.changed(product.card_key, cause=at.isoformat())


def _sell(product: Product, page: ProductPage, *, at: datetime) -> str:
    """Put the variants on sale on the page's terms; where these cannot be, leave everything alone and say why."""
    try:
        terms = terms_of(page)
    except TermsRefused as reason:
        return str(reason)
    variants = _take_over_variants(product, page, terms, at=at)
    missing = _take_over_files(product, page, variants, at=at)
    words = _("These files were sold and stay with their buyers, although the page has no row for them: %(codes)s.")
    return words % {"codes": ", ".join(missing)} if missing else ""


def _take_over_variants(
    product: Product, page: ProductPage, terms: dict[str, dict[str, PriceTerms]], *, at: datetime
) -> dict[str, Variant]:
    """Write each variant and its offer; those that are gone from the page are sold no more."""
    rows = list(page.variants.all())
    known = {}
    for position, row in enumerate(rows, start=1):
        facts = {"position": position, "live": True}
        known[row.code], _new = Variant.objects.update_or_create(product=product, code=row.code, defaults=facts)
        if row.code in terms:
            put_on_sale(
                known[row.code],
                kind=KIND,
                prices=terms[row.code],
                sale_from=page.sale_from,
                sale_until=page.sale_until,
                cause=at.isoformat(),
            )
        if not row.offered:  # its price stays to be seen
            take_off_sale(known[row.code], cause=at.isoformat())
    for gone in product.variants.exclude(code__in=list(known)):
        Variant.objects.filter(pk=gone.pk).update(live=False)
        take_off_sale(gone, cause=at.isoformat())
    return known


def _take_over_files(product: Product, page: ProductPage, variants: dict[str, Variant], *, at: datetime) -> list[str]:
    """Write each file, as a new version where another one lies in its place; gives the codes that buyers keep."""
    rows = list(page.files.select_related("file"))
    for position, row in enumerate(rows, start=1):
        facts = {"variant": variants.get(row.variant), "position": position, "language": row.language, "live": True}
        file, _new = ProductFile.objects.update_or_create(product=product, code=row.code, defaults=facts)
        _take_over_version(file, row, at=at)
    gone = list(product.files.filter(live=True).exclude(code__in=[row.code for row in rows]))
    sold = bool(gone) and product_was_sold(product)
    if not sold:
        ProductFile.objects.filter(pk__in=[file.pk for file in gone]).update(live=False)
    return [file.code for file in gone] if sold else []


def _take_over_version(file: ProductFile, row: ProductFileRow, *, at: datetime) -> None:
    last = file.versions.last()
    if last and last.content_id == row.file_id:
        return
    number = last.number + 1 if last else 1
    note = row.change_note if last else ""
    file.current = FileVersion.objects.create(
        file=file, number=number, content_id=row.file_id, note=note, published_at=at
    )
    file.save(update_fields=["current"])
    if last:
        outbox.add("downloads.new_version", key=f"version:{file.current_id}", payload={"version_id": file.current_id})
