"""A product as its page shows it to one visitor: what it costs in which variant, what is in it, what is close to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from home.cards import Card
from home.pages.facts import Fact, languages
from home.snippets import Person
from media.contract import address_of
from money import Money
from shop.contract import (
    BoxOffer,
    BuyBox,
    Offer,
    PageReviews,
    Rating,
    box_offers,
    currency_of,
    entitled_ids,
    offers_of,
    page_reviews,
    ratings_of,
    visitor_of,
)
from shop.downloads import queries, words
from shop.downloads.models import Product, ProductFile, Variant
from shop.downloads.pages import ProductPage
from shop.downloads.queries import Shown
from shop.downloads.structured import structured

CLOSE = 4  # so many products are shown beside


@dataclass(frozen=True)
class Choice:
    """A variant in the box: its words, its offer, whether it is the visitor's already."""

    title: str
    note: str
    box: BoxOffer
    owned: bool

    @property
    def open(self) -> bool:
        return self.box.can_be_bought and not self.owned


@dataclass(frozen=True)
class Brought:
    """A file that one gets, as its page calls it."""

    title: str
    what: str
    size: str


class ProductOffer:
    """Everything beside the page's own words. At most nine queries, however much there is of anything."""

    def __init__(self, page: ProductPage, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.language = get_language()
        self.at = timezone.now()
        self.currency = currency_of(request)
        self.add_url = reverse("shop:add")

    def ask(self, gathering) -> None:
        """Have every picture of the page fetched together."""
        gathering.want_picture(self.page.cover, "cover")
        for person in self.people:
            gathering.want_picture(person.portrait, "portrait")
        for row in [*self.part_rows, *self.close_rows]:
            gathering.want_picture(row.page.cover, "card")

    # The record ---------------------------------------------------------------------

    @cached_property
    def _shelf(self) -> list[Variant]:
        """Every variant that is on the shelf, with its product: of this one, its parts, and what may be close to it."""
        variants = Variant.objects.filter(live=True, product__live=True).select_related("product")
        return list(variants.order_by("-product__published_at", "-product", "position", "id"))

    @cached_property
    def _all(self) -> dict[UUID, Product]:
        """Every product on the shelf by translation key, the newest first."""
        return {variant.product.translation_key: variant.product for variant in self._shelf}

    @cached_property
    def product(self) -> Product:
        """The record; before the first publication, one that says what the page would."""
        key = self.page.translation_key
        return self._all.get(key) or Product.objects.filter(translation_key=key).first() or self._draft()

    def _draft(self) -> Product:
        page = self.page
        return Product(
            translation_key=page.translation_key,
            source_language=self.language,
            teachers=[str(row.person.translation_key) for row in page.teachers.all()],
            themes=[str(row.theme.translation_key) for row in page.themes.all()],
            **{name: getattr(page, name) for name in ("kind", "page_count", "minutes", "languages", "stamped")},
        )

    @cached_property
    def _parts(self) -> list[Product]:
        keys = [UUID(key) for key in self.product.parts]
        return [self._all[key] for key in keys if key in self._all]

    @cached_property
    def _close(self) -> list[Product]:
        """Some other products: on the same themes or by the same people, the newest before older ones."""
        mine = {*self.product.themes, *self.product.teachers}
        known = {self.product.translation_key, *(part.translation_key for part in self._parts)}
        others = [product for key, product in self._all.items() if key not in known]
        return sorted(others, key=lambda other: -len(mine.intersection([*other.themes, *other.teachers])))[:CLOSE]

    @cached_property
    def _wanted(self) -> list[Product]:
        return [product for product in (self.product, *self._parts, *self._close) if product.pk]

    @cached_property
    def _variants(self) -> list[Variant]:
        wanted = {product.pk for product in self._wanted}
        found = [variant for variant in self._shelf if variant.product_id in wanted]
        # Whoever looks at a page that is not published sees the variants that it had.
        gone = self.product.pk and not self.product.live
        return [*found, *Variant.objects.filter(product=self.product, live=True)] if gone else found

    @cached_property
    def _offers(self) -> dict[int, list[Offer]]:
        return offers_of(self._variants)

    @cached_property
    def _pages(self) -> dict[UUID, ProductPage]:
        return queries.pages_of(self._wanted, language=self.language)

    @cached_property
    def _owned(self) -> set[int]:
        """Variants that the visitor has."""
        return set(entitled_ids(visitor_of(self.request), Variant, at=self.at))

    # Buying -----------------------------------------------------------------------------

    @cached_property
    def choices(self) -> list[Choice]:
        """The variants in their order; those that cannot be bought stay, with the reason."""
        mine = [variant for variant in self._variants if variant.product_id == self.product.pk]
        offers = [offer for variant in mine for offer in self._offers[variant.pk]]
        boxes = {box.offer.record_id: box for box in box_offers(offers, self.request, at=self.at)}
        return [
            Choice(*said, boxes[variant.pk], variant.pk in self._owned)
            for variant in mine
            if (said := self._words.get(("variant", variant.code))) and variant.pk in boxes
        ]

    @property
    def open_choices(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.open]

    @property
    def owned(self) -> bool:
        return any(choice.owned for choice in self.choices)

    @property
    def way_on(self) -> dict[str, str]:
        """Where owners go instead of to the cart."""
        return {"label": _("To my downloads"), "url": reverse("shop:library")}

    @property
    def single(self) -> BuyBox | None:
        """The plain box of what comes in one variant only."""
        if len(self.choices) > 1:
            return None
        owned = next((True for choice in self.choices if choice.owned), None)
        return BuyBox(offers=[choice.box for choice in self.choices], owned=owned, add_url=self.add_url)

    @property
    def first(self) -> Choice | None:
        """The one that is chosen at first."""
        return next(iter(self.open_choices), None)

    @property
    def promises(self) -> list[str]:
        """What happens after paying, in short, below the price."""
        times = settings.DOWNLOADS_PER_FILE
        often = ngettext("Each file %(count)s time, yours to keep", "Each file %(count)s times, yours to keep", times)
        found = [_("Download at once, here and by the link in your letter"), often % {"count": times}]
        found.append(_("New versions are yours too"))
        if self.product.stamped:
            found.append(_("PDFs carry your name and the number of your order"))
        return found

    # What it is -----------------------------------------------------------------------------

    @cached_property
    def _files(self) -> list[ProductFile]:
        wanted = [product.pk for product in (self.product, *self._parts) if product.pk]
        files = ProductFile.objects.filter(product__in=wanted, live=True, current__isnull=False)
        return list(files.select_related("current__content"))

    @cached_property
    def brought(self) -> list[Brought]:
        """The files of this product, as its page calls them."""
        found = []
        for file in self._files:
            said = self._words.get(("file", file.code))
            if file.product_id == self.product.pk and said:
                content = file.current.content
                what = words.file_in_short(content.content_type, file.language)
                found.append(Brought(said[0], what, filesizeformat(content.size)))
        return found

    @cached_property
    def _words(self) -> dict[tuple[str, str], tuple[str, str]]:
        return queries.words_of(self.page, unsaved=getattr(self.request, "is_preview", False))

    @property
    def formats(self) -> list[str]:
        return words.formats(file.current.content.content_type for file in self._files)

    @property
    def devices(self) -> list[str]:
        """What it runs on."""
        known = [str(words.RUNS_ON[name]) for name in self.formats if name in words.RUNS_ON]
        return [*known, *filter(None, [self.page.device_note])]

    @property
    def facts(self) -> list[Fact]:
        product = self.product
        size = sum(file.current.content.size for file in self._files)
        facts = [
            Fact("ticket", _("Kind"), words.kind_of(product)),
            Fact("download", _("Format"), ", ".join(self.formats)),
            Fact("book", _("Pages"), str(product.page_count or "")),
            Fact("clock", _("Length"), words.minutes(product.minutes) if product.minutes else ""),
            Fact("language", ngettext("Language", "Languages", len(product.languages)), languages(product.languages)),
            Fact("level", _("Size"), filesizeformat(size) if size else ""),
        ]
        return [fact for fact in facts if fact.value]

    @cached_property
    def sample(self) -> dict | None:
        """What anyone may hear or read before buying: for the player where it plays, otherwise a link."""
        file = self.page.sample  # it came with the page
        if file is None:
            return None
        plays = file.content_type.startswith(("audio/", "video/"))
        return {
            "plays": plays,
            "kind": "video" if file.content_type.startswith("video/") else "audio",
            "url": address_of(file),
            "type": file.content_type,
            "title": _("Sample of “%(title)s”") % {"title": self.page.title},
            "label": _("Read the first pages (%(kind)s, %(size)s)")
            % {"kind": file.kind_label, "size": filesizeformat(file.size)},
        }

    @cached_property
    def _ratings(self) -> dict[int, Rating]:
        return ratings_of(self._wanted)

    @cached_property
    def reviews(self) -> PageReviews | None:
        """What people say of it."""
        return page_reviews(self.product, self.request, ratings=self._ratings)

    # A bundle ---------------------------------------------------------------------------------

    @cached_property
    def part_rows(self) -> list[Shown]:
        return self._rows(self._parts)

    @property
    def parts(self) -> list[Card]:
        return self._cards(self.part_rows)

    @property
    def owned_parts(self) -> list[str]:
        """Names of the parts that the visitor has already."""
        owned = self._owned_products
        return [row.page.title for row in self.part_rows if row.product.pk in owned]

    @property
    def saved(self) -> Money | None:
        """How much less the bundle costs than its parts; none where it does not, or where one has no price."""
        first = self.first
        prices = [row.price for row in self.part_rows]
        if first is None or not prices or any(price is None for price in prices):
            return None
        less = sum(price.now.minor for price in prices) - first.box.price.now.minor
        return Money(less, self.currency) if less > 0 else None

    # Who made it, what is close to it -------------------------------------------------------

    @cached_property
    def _people(self) -> dict[str, Person]:
        return queries.people_of([self.product, *self._parts, *self._close], language=self.language)

    @property
    def people(self) -> list[Person]:
        return [self._people[key] for key in self.product.teachers if key in self._people]

    @property
    def hue(self) -> str:
        """The colour of its first theme."""
        known = self._pages.get(self.page.translation_key)
        return (known.hue if known else "") or ""

    @cached_property
    def close_rows(self) -> list[Shown]:
        return self._rows(self._close)

    @property
    def close(self) -> list[Card]:
        return self._cards(self.close_rows)

    @property
    def structured(self) -> dict:
        """The product for search engines, as schema.org has it."""
        return structured(self)

    @property
    def _owned_products(self) -> set[int]:
        return {variant.product_id for variant in self._variants if variant.pk in self._owned}

    def _rows(self, products: list[Product]) -> list[Shown]:
        found = []
        for product in products:
            page = self._pages.get(product.translation_key)
            variants = [variant for variant in self._variants if variant.product_id == product.pk]
            offers = [offer for variant in variants for offer in self._offers[variant.pk]]
            if page:
                price = queries.cheapest(offers, currency=self.currency, at=self.at)
                found.append(Shown(product, page, offers, price))
        return found

    def _cards(self, rows: list[Shown]) -> list[Card]:
        return queries.cards_of(
            rows,
            language=self.language,
            at=self.at,
            owned=self._owned_products,
            people=self._people,
            ratings=self._ratings,
            request=self.request,
        )
