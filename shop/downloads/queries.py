"""What may be asked of products: which there are in a language, and how they look in lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from home.cards import Card, CardQuery, PriceTag
from home.pages.shown import pages_in
from home.pictures import card_image, with_card_pictures
from home.snippets import Person, people_by_key
from shop.contract import Offer, Rating, entitled_ids, offers_of, ratings_of, was_sold
from shop.downloads import words
from shop.downloads.models import Product, ProductFile, Variant


@dataclass(frozen=True)
class Shown:
    """A product as readers of one language find it: record, page, what is bought of it, and what that costs them."""

    product: Product
    page: Page
    offers: list[Offer]
    price: PriceTag | None
    formats: list[str] = field(default_factory=list)


def shown(
    products: QuerySet, *, language: str, currency: str, at: datetime, fallback: bool = False, limit: int | None = None
) -> list[Shown]:
    """Those of the products whose page is published in a language, in their order, in five queries.

    With `fallback`, products without such a page are shown by the page in which they were written.
    """
    from shop.downloads.pages import ProductPage  # its form asks here

    if not fallback:
        pages = ProductPage.objects.live().filter(locale__language_code=language)
        products = products.filter(translation_key__in=pages.values("translation_key"))
    products = list(products[:limit] if limit else products)
    found = pages_of(products, language=language, fallback=fallback)
    offers, formats = offers_by_product(products), formats_of(products)
    return [
        Shown(
            product,
            found[product.translation_key],
            offers[product.pk],
            cheapest(offers[product.pk], currency=currency, at=at),
            formats[product.pk],
        )
        for product in products
        if product.translation_key in found
    ]


def pages_of(products: Iterable[Product], *, language: str, fallback: bool = False) -> dict[UUID, Page]:
    """The published page of each product in a language, with what cards need of it, in one query."""
    from shop.downloads.pages import ProductPage  # its form asks here
    from shop.downloads.rows import ProductTheme

    return pages_in(ProductPage, products, themes=ProductTheme, picture="cover", language=language, fallback=fallback)


def words_of(page: Page, *, unsaved: bool) -> dict[tuple[str, str], tuple[str, str]]:
    """Title and note of a page's variants and files, by ("variant" or "file", code); one query, none for `unsaved`."""
    from shop.downloads.rows import ProductFileRow, ProductVariant  # pages' forms ask here

    if unsaved:
        variants = {("variant", row.code): (row.title, row.note) for row in page.variants.all()}
        return variants | {("file", row.code): (row.title, "") for row in page.files.all()}
    variants = ProductVariant.objects.filter(page=page.pk).values_list(Value("variant"), "code", "title", "note")
    files = ProductFileRow.objects.filter(page=page.pk).values_list(Value("file"), "code", "title", Value(""))
    rows = variants.order_by().union(files.order_by(), all=True)
    return {(what, code): (title, note) for what, code, title, note in rows}


def offers_by_product(products: Collection[Product]) -> dict[int, list[Offer]]:
    """The offers of the variants that the published pages have, by product and in their order; two queries."""
    variants = list(Variant.objects.filter(product__in=[product.pk for product in products], live=True))
    offers = offers_of(variants)
    found: dict[int, list[Offer]] = {product.pk: [] for product in products}
    for variant in variants:
        found[variant.product_id] += offers[variant.pk]
    return found


def formats_of(products: Collection[Product]) -> dict[int, list[str]]:
    """In which kinds of files each product comes, its parts' kinds too; one query."""
    keys = {key for product in products for key in product.parts}
    files = ProductFile.objects.filter(live=True, current__isnull=False).values_list(
        "product_id", "product__translation_key", "current__content__content_type"
    )
    wanted = files.filter(product__in=[product.pk for product in products])
    if keys:
        wanted = wanted | files.filter(product__translation_key__in=keys)
    rows = list(wanted.order_by("product_id", "position", "id"))
    return {
        product.pk: words.formats(kind for pk, key, kind in rows if pk == product.pk or str(key) in product.parts)
        for product in products
    }


def cheapest(offers: Iterable[Offer], *, currency: str, at: datetime) -> PriceTag | None:
    """The lowest price of what can be bought, or of all where nothing can; `varies` where others cost more."""
    offers = list(offers)
    open_ = [offer for offer in offers if offer.state_at(at) == Offer.State.ON_SALE] or offers
    tags = [tag for offer in open_ if (tag := offer.price_at(at, currency=currency))]
    if not tags:
        return None
    low = min(tags, key=lambda tag: tag.now.minor)
    return PriceTag(low.now, low.was, varies=any(tag.now != low.now for tag in tags))


def people_of(products: Iterable[Product], *, language: str) -> dict[str, Person]:
    """Everybody who made these products, in the reader's language where there are words in it, in one query."""
    return people_by_key({key for product in products for key in product.teachers}, language=language)


def cards_of(
    rows: Collection[Shown],
    *,
    language: str,
    at: datetime,
    owned: Collection[int] = (),
    people: dict[str, Person] | None = None,
    ratings: Mapping[int, Rating] | None = None,
    request: HttpRequest | None = None,
) -> list[Card]:
    """How products look in lists, in at most four queries."""
    people = people_of([row.product for row in rows], language=language) if people is None else people
    with_card_pictures(row.page.cover for row in rows)
    ratings = ratings_of(row.product for row in rows) if ratings is None else ratings
    # Wagtail keeps the roots of all sites on whatever it is given, and asks for them once.
    roots = request or SimpleNamespace()
    return [
        _card(row, people, ratings, language=language, at=at, owned=row.product.pk in owned, roots=roots)
        for row in rows
    ]


def newest(query: CardQuery) -> list[Card]:
    """The newest products, for lists that fill themselves."""
    return _listed(Product.objects.live().newest(), query, limit=query.limit)


def made_by(person: UUID, query: CardQuery) -> list[Card]:
    """The products that someone made, by their translation key, the newest first."""
    now = timezone.now()
    rows = shown(Product.objects.live().newest(), language=query.language, currency=query.currency, at=now)
    mine = [row for row in rows if str(person) in row.product.teachers]
    return cards_of(mine[: query.limit], language=query.language, at=now, request=query.request)


def of_pages(page_ids: list[int], query: CardQuery) -> dict[int, Card]:
    """Cards of product pages that editors chose by hand, each in the reader's language."""
    from shop.downloads.pages import ProductPage  # its form asks here

    chosen = dict(ProductPage.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    if not chosen:
        return {}
    now = timezone.now()
    products = Product.objects.live().filter(translation_key__in=list(chosen.values()))
    rows = shown(products, language=query.language, currency=query.currency, at=now, fallback=True)
    keys = [row.product.translation_key for row in rows]
    cards = dict(zip(keys, cards_of(rows, language=query.language, at=now, request=query.request), strict=True))
    return {pk: cards[key] for pk, key in chosen.items() if key in cards}


def of_records(product_ids: Collection[int], query: CardQuery) -> dict[int, Card]:
    """Cards of products by their records, also where they are not published in the reader's language."""
    now = timezone.now()
    products = Product.objects.live().filter(pk__in=product_ids)
    rows = shown(products, language=query.language, currency=query.currency, at=now, fallback=True)
    cards = cards_of(rows, language=query.language, at=now, request=query.request)
    return {row.product.pk: card for row, card in zip(rows, cards, strict=True)}


def owned_by(user) -> set[int]:
    """Records of the products of which someone has a variant now."""
    mine = entitled_ids(user, Variant)
    return set(Variant.objects.filter(pk__in=mine).values_list("product_id", flat=True)) if mine else set()


def product_was_sold(product: Product) -> bool:
    """Whether anybody ever ordered one of its variants."""
    return any(was_sold(variant) for variant in product.variants.all())


def codes_that_stay(page: Page) -> dict[str, frozenset[str]]:
    """The codes of a page's variants and files that were sold, which stay as they are."""
    product = Product.objects.filter(translation_key=page.translation_key).first() if page.pk else None
    sold = {variant.pk: variant.code for variant in product.variants.all() if was_sold(variant)} if product else {}
    files = product.files.filter(live=True) if sold else ()
    return {
        "variants": frozenset(sold.values()),
        "files": frozenset(file.code for file in files if file.variant_id is None or file.variant_id in sold),
    }


def _listed(products: QuerySet, query: CardQuery, *, limit: int | None) -> list[Card]:
    now = timezone.now()
    rows = shown(products, language=query.language, currency=query.currency, at=now, limit=limit)
    return cards_of(rows, language=query.language, at=now, request=query.request)


def _card(
    row: Shown,
    people: dict[str, Person],
    ratings: Mapping[int, Rating],
    *,
    language: str,
    at: datetime,
    owned: bool,
    roots,
) -> Card:
    product, page = row.product, row.page
    parts = page.get_url_parts(roots)
    # An alias shows the words of another language, and so does a page that stands in for a missing one.
    written = product.source_language if page.alias_of_id else page.locale.language_code
    return Card(
        key=product.card_key,
        kind="product",
        kind_label=words.kind_of(product),
        url=(parts and parts[2]) or "",
        title=page.title,
        summary="",
        image=card_image(page.cover),
        by=tuple(people[key].name for key in product.teachers if key in people),
        facts=(*words.lengths(product), ", ".join(row.formats)) if row.formats else tuple(words.lengths(product)),
        price=None if owned else row.price,
        states=words.states_of(product, row.offers, row.price, owned=owned, at=at),
        hue=page.hue or "",
        language="" if written == language else written,
        rating=ratings[product.pk].score if product.pk in ratings else None,
    )
