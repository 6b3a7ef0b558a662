"""A product as its page shows it to one visitor: what it costs in which variant, what is in it, what is close to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.cards import Card
from home.pages.facts import Fact, languages
from home.snippets import Person
from media.contract import address_of
from money import Money
from shop.contract import (
    BoxOffer,
    BuyBox,
    PageReviews,
    Rating,
    box_offers,
    page_reviews,
    ratings_of,
)
from shop.downloads import queries, words
from shop.downloads.models import Product, ProductFile
from shop.downloads.on_shelf import OnShelf
from shop.downloads.queries import Shown
from shop.downloads.structured import structured


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


class ProductOffer(OnShelf):
    """Everything beside the page's own words. At most nine queries, however much there is of anything."""

    def ask(self, gathering) -> None:
        """Have every picture of the page fetched together."""
        gathering.want_picture(self.page.cover, "cover")
        for person in self.people:
            gathering.want_picture(person.portrait, "portrait")
        for row in [*self.part_rows, *self.close_rows]:
            gathering.want_picture(row.page.cover, "card")

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
