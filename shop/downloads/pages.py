"""Pages of the shop's shelf: what editors write of a digital product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock, StreamField
from home.blocks.lines import lines, questions
from home.pages import BasePage, IndexPage
from shop.downloads.forms import ProductPageForm
from shop.downloads.models import Kind
from shop.downloads.panels import product_tabs

if TYPE_CHECKING:
    from home.listing.catalogue import Catalogue


class ProductIndexPage(IndexPage):
    """The list of digital products."""

    template = IndexPage.template  # Wagtail would name one after the class
    subpage_types = ["shop.ProductPage"]
    feed = "products"
    page_description = _("The list of all books, sounds and sheets, with filters. One for each language.")

    def catalogue_for(self, request) -> Catalogue:
        from shop.downloads.listing import ProductCatalogue  # it reads pages

        return ProductCatalogue(request)


class ProductPage(BasePage):
    """One digital product."""

    outcome = models.CharField(
        _("outcome"), max_length=110, help_text=_("What it is for, in one sentence. E.g. “Notes for people who sit.”")
    )
    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("For cards, search and shared links. E.g. “A short handbook.”")
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown square in lists and wide on the page. Set its focal point."),
    )
    sample = models.ForeignKey(
        "media.PrivateFile",
        verbose_name=_("sample"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Half a minute of sound, or the first pages. Anyone may have it."),
    )
    sample_text = models.TextField(_("words of the sample"), blank=True, help_text=_("The first lines, to read."))
    body = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)
    contents = StreamField(
        lines(), verbose_name=_("contents"), blank=True, help_text=_("Chapters or parts, one a line.")
    )
    licence = models.TextField(
        _("licence"), blank=True, help_text=_("E.g. “For you and your household, on all your devices.”")
    )
    device_note = models.TextField(
        _("what it runs on"), blank=True, help_text=_("Only what is not known from the kinds of its files.")
    )
    faq = StreamField(questions(), verbose_name=_("before you ask"), blank=True)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.BOOK)
    page_count = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True, help_text=_("Of a book or sheet."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, help_text=_("Of a recording."))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    stamped = models.BooleanField(
        _("PDFs carry the buyer’s name"),
        default=False,
        help_text=_("Name and order number stand on the first page and at the foot of each. The text stays as it is."),
    )

    sale_from = models.DateTimeField(
        _("on sale from"), null=True, blank=True, help_text=_("Empty: as soon as published.")
    )
    sale_until = models.DateTimeField(_("on sale until"), null=True, blank=True, help_text=_("Empty: without an end."))

    template = "pages/product_page.html"
    parent_page_types = ["shop.ProductIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A book, a sound or a sheet that people buy and download.")
    # Selling facts are the record's: translations show the source's values and cannot have their own.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            *("kind", "page_count", "minutes", "languages", "stamped", "sample", "sale_from", "sale_until"),
            *("teachers", "themes", "parts"),
        )
    ]

    base_form_class = ProductPageForm
    edit_handler = product_tabs(BasePage.promote_panels)

    fetched_with = (*BasePage.fetched_with, "cover", "sample")

    @property
    def is_bundle(self) -> bool:
        return self.kind == Kind.BUNDLE

    @property
    def social_picture(self):
        return self.social_image or self.cover

    def get_context(self, request, *args, **kwargs) -> dict:
        from shop.downloads.offer_page import ProductOffer  # it reads pages

        self.offer_page = ProductOffer(self, request)
        return super().get_context(request, *args, **kwargs) | {"offer": self.offer_page}

    def ask(self, gathering) -> None:
        super().ask(gathering)
        self.offer_page.ask(gathering)

    def things(self, context: dict) -> list[dict]:
        return [*super().things(context), self.offer_page.structured]
