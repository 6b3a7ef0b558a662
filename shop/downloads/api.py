"""Digital products as JSON, for programs: the same shelf and the same product that pages show."""

from __future__ import annotations

from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.contract import NOT_FOUND, Id, MoneySchema, Problem, Rating, Words, absolute, after, problems
from home.listing.catalogue import ON_A_PAGE
from media.contract import address_of
from shop.contract import currency_of, visitor_of
from shop.downloads import queries
from shop.downloads.listing import ORDERS, ProductCatalogue
from shop.downloads.models import Kind, Product
from shop.downloads.offer_page import ProductOffer
from shop.downloads.pages import ProductPage
from shop.downloads.queries import Shown

router = Router(tags=["products"])
MOST = 100


class ProductPicture(Schema):
    url: str
    width: int
    height: int


class ProductVariantOut(Schema):
    """What is bought, by the key that goes into the cart. `was` is the price without the sale."""

    key: str
    title: str
    note: str
    state: Literal["on_sale", "not_yet", "over", "stopped", "unpublished"]
    price: MoneySchema | None
    was: MoneySchema | None
    owned: bool


class ProductFileOut(Schema):
    title: str
    what: str
    size: str


class ProductInList(Schema):
    """A product as lists show it; `price` is the lowest of its variants, `was` the same one's without its sale."""

    id: int
    url: str
    title: str
    summary: str
    kind: str
    formats: list[str]
    languages: list[str]
    pages: int | None
    minutes: int | None
    by: list[str]
    picture: ProductPicture | None
    rating: Rating | None = Field(description="None: nobody has reviewed it yet.")
    price: MoneySchema | None
    was: MoneySchema | None
    owned: bool


class ProductList(Schema):
    """Some of the products; `next` asks for those after them, and `count` is of all that were found."""

    items: list[ProductInList]
    count: int
    next: str | None


class ProductInFull(ProductInList):
    """A product with what its page says in words. Files are named, never given."""

    outcome: str
    contents: list[str]
    licence: str
    sample: str | None
    sample_text: str
    variants: list[ProductVariantOut]
    files: list[ProductFileOut]


class Asked(Schema):
    """What may be asked of the list; the same words as the page's own address."""

    theme: list[Words] = []
    kind: list[Literal["book", "meditation", "practice", "bundle"]] = []
    format: list[Words] = []
    language: list[Literal[tuple(code for code, _name in settings.LANGUAGES)]] = []
    teacher: list[Words] = []
    price: list[Literal["free", "low", "middle", "high"]] = []
    sort: Literal["newest", "price", "-price", "title"] = "newest"
    after: Words = Field("", description="Where the page before has ended; its `next` knows.")
    limit: int = Field(ON_A_PAGE, ge=1, le=MOST)


@router.get("", url_name="products", response={200: ProductList, **problems()}, summary="List products")
def products(request: HttpRequest, asked: Query[Asked]):
    """Published products in one language, narrowed as the page's filters do, in pieces."""
    shelf = ProductCatalogue(request)
    found = [] if shelf.selection.unheard else shelf.selection.found
    page = after(found, place=_place(asked.sort), order=asked.sort, cursor=asked.after, limit=asked.limit)
    items = [_in_list(row, card) for row, card in zip(page.rows, shelf.cards_of(page.rows), strict=True)]
    return 200, {"items": items, "count": len(found), "next": _next(request, page.cursor)}


@router.get("/{product_id}", url_name="product", response={200: ProductInFull, **problems(404)}, summary="Read one")
def product(request: HttpRequest, product_id: Annotated[Id, Path()]):
    """One published product with its variants and files, in the language that is asked for."""
    at, language = timezone.now(), get_language()
    known = Product.objects.live().filter(pk=product_id)
    rows = queries.shown(known, language=language, currency=currency_of(request), at=at)
    if not rows:
        raise Problem(NOT_FOUND)
    owned = queries.owned_by(visitor_of(request))
    (card,) = queries.cards_of(rows, language=language, at=at, owned=owned, request=request)
    return 200, _in_list(rows[0], card) | _in_full(ProductOffer(ProductPage.objects.get(pk=rows[0].page.pk), request))


def _place(sort: str):
    """Where a product stands in an order: by what is asked, then the newest first, and no two in one place."""

    def place(row: Shown) -> list:
        published = row.product.published_at.timestamp() if row.product.published_at else 0
        value = ORDERS[sort](row)
        return [*(value if isinstance(value, tuple) else (value,)), -published, -row.product.pk]

    return place


def _next(request: HttpRequest, cursor: str) -> str | None:
    if not cursor:
        return None
    query = request.GET.copy()
    query["after"] = cursor
    return absolute(f"{reverse('api:products')}?{query.urlencode()}")


def _in_list(row: Shown, card) -> dict:
    record, image = row.product, card.image
    return {
        "id": record.pk,
        "url": absolute(card.url),
        "title": card.title,
        "summary": row.page.summary,
        "kind": Kind(record.kind).value,
        "formats": row.formats,
        "languages": record.languages,
        "pages": record.page_count,
        "minutes": record.minutes,
        "by": list(card.by),
        "picture": image and {"url": absolute(image.url), "width": image.width, "height": image.height},
        "rating": Rating.of(card.rating),
        "price": MoneySchema.of(row.price.now if row.price else None),
        "was": MoneySchema.of(row.price.was if row.price else None),
        "owned": any(state.code == "yours" for state in card.states),
    }


def _in_full(offer: ProductOffer) -> dict:
    page = offer.page
    return {
        "outcome": page.outcome,
        "contents": [str(line.value) for line in page.contents],
        "licence": page.licence,
        "sample": absolute(address_of(page.sample)) if page.sample else None,
        "sample_text": page.sample_text,
        "variants": [
            {
                "key": choice.box.offer.key,
                "title": choice.title,
                "note": choice.note,
                "state": str(choice.box.state),
                "price": MoneySchema.of(choice.box.price.now if choice.box.price else None),
                "was": MoneySchema.of(choice.box.price.was if choice.box.price else None),
                "owned": choice.owned,
            }
            for choice in offer.choices
        ],
        "files": [{"title": file.title, "what": file.what, "size": file.size} for file in offer.brought],
    }
