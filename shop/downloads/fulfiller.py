"""What downloads promise the shop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.cards import Card
from shop.contract import (
    Acceptance,
    Description,
    Fulfiller,
    NextStep,
    Offer,
    Right,
    end_access,
    give_access,
    right_of_digital,
)
from shop.downloads import queries, stamping
from shop.downloads.links import link_of_order
from shop.downloads.models import Product, Variant
from shop.downloads.operations import KIND
from shop.downloads.rows import ProductVariant

AT_ONCE = "download_at_once"


class DownloadFulfiller(Fulfiller):
    kind = KIND
    kind_label = gettext_lazy("Download")

    def cards(self, offers: Iterable[Offer], *, language: str) -> dict[int, Card]:
        offers = list(offers)
        variants = Variant.objects.select_related("product").in_bulk([offer.record_id for offer in offers])
        products = Product.objects.filter(pk__in={variant.product_id for variant in variants.values()})
        now = timezone.now()
        rows = queries.shown(products, language=language, currency="", at=now, fallback=True)
        cards = queries.cards_of(rows, language=language, at=now)
        by_product = {row.product.pk: (row.page, card) for row, card in zip(rows, cards, strict=True)}
        titles = _titles({page.pk for page, _card in by_product.values()})
        found = {}
        for offer in offers:
            variant = variants.get(offer.record_id)
            if variant and variant.product_id in by_product:
                page, card = by_product[variant.product_id]
                detail = titles.get((page.pk, variant.code))
                found[offer.pk] = replace(card, facts=(detail,) if detail else card.facts)
        return found

    def grant(self, line) -> None:
        at = line.order.paid_at
        variants = brought_by(line.record)
        for variant in variants:
            give_access(line, variant, at=at)
        stamping.order_copies(line_id=line.pk, variants=variants)

    def revoke(self, line) -> None:
        end_access(line, at=timezone.now())

    def acceptances(self, lines) -> list[Acceptance]:
        # Directive 2011/83/EU, article 16 (m): both must be said by the buyer, before the contract.
        wording = _(
            "I ask you to hand my downloads over at once, before the 14 days for withdrawal are over. "
            "I know that I lose my right of withdrawal when they are ready for me."
        )
        return [Acceptance(AT_ONCE, wording)]

    def withdrawal(self, line, *, at) -> Right:
        return right_of_digital(line, consent=AT_ONCE, at=at)

    def describe(self, line, *, language: str) -> Description:
        with translation.override(language):
            days = settings.DOWNLOAD_LINK_DAYS
            words = ngettext(
                "The link is good for %(days)s day. After that, its page sends you a new one.",
                "The link is good for %(days)s days. After that, its page sends you a new one.",
                days,
            )
            return Description(words % {"days": days})

    def next_step(self, line, *, language: str) -> NextStep | None:
        with translation.override(language):
            return NextStep(_("Download"), link_of_order(line), _("Your files are ready."))


def brought_by(variant: Variant) -> list[Variant]:
    """What one has with a variant: itself, and all that the parts of a bundle offer now."""
    keys = [UUID(key) for key in variant.product.parts]
    parts = Variant.objects.filter(product__translation_key__in=keys, live=True) if keys else ()
    return [variant, *parts]


def _titles(pages: set[int]) -> dict[tuple[int, str], str]:
    """What pages call their variants."""
    rows = ProductVariant.objects.filter(page__in=pages).values_list("page_id", "code", "title")
    return {(page, code): title for page, code, title in rows}
