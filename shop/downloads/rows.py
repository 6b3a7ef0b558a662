"""Rows that editors add to a product's page: who made it, what about, how it is bought, which files, which parts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from home.pages.rows import TeacherRow, ThemeRow

CODE_HELP = _("Short, small letters, e.g. “epub” or “spanish”. It stays as it is once something was sold.")


class ProductTeacher(TeacherRow):
    """Someone who made a product."""

    page = ParentalKey("shop.ProductPage", on_delete=models.CASCADE, related_name="teachers")


class ProductTheme(ThemeRow):
    """What a product is about."""

    page = ParentalKey("shop.ProductPage", on_delete=models.CASCADE, related_name="themes")


class ProductVariant(TranslatableMixin, Orderable):
    """One way in which a product is bought, as typed; amounts in minor units by currency, tax included.

    Sale prices hold in the same time in every currency. Drafts may hold what cannot be sold: form and terms refuse it.
    """

    page = ParentalKey("shop.ProductPage", on_delete=models.CASCADE, related_name="variants")
    code = models.SlugField(_("code"), max_length=30, help_text=CODE_HELP)
    title = models.CharField(_("title"), max_length=80, help_text=_("E.g. “EPUB and PDF” or “In Spanish”."))
    note = models.CharField(_("note"), max_length=160, blank=True, help_text=_("What is special about it, or nothing."))
    prices = models.JSONField(_("prices"), default=dict, blank=True)
    sale_prices = models.JSONField(_("sale prices"), default=dict, blank=True)
    sale_from = models.DateTimeField(_("sale price from"), null=True, blank=True)
    sale_until = models.DateTimeField(_("sale price until"), null=True, blank=True)
    offered = models.BooleanField(
        _("for sale"), default=True, help_text=_("Without this it stays on the page, and nobody can buy it.")
    )

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("title")]),
        FieldPanel("note"),
        FieldPanel("prices"),
        FieldPanel("sale_prices"),
        FieldRowPanel([FieldPanel("sale_from"), FieldPanel("sale_until")]),
        FieldPanel("offered"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("code", "prices", "sale_prices", "sale_from", "sale_until", "offered")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.title


class ProductFileRow(TranslatableMixin, Orderable):
    """A file of a product; its title is translated, the file is the same."""

    page = ParentalKey("shop.ProductPage", on_delete=models.CASCADE, related_name="files")
    code = models.SlugField(_("code"), max_length=30, help_text=CODE_HELP)
    title = models.CharField(_("title"), max_length=120, help_text=_("E.g. “The book, for e-readers”."))
    variant = models.SlugField(
        _("for which variant"),
        max_length=30,
        blank=True,
        help_text=_("Its code. Empty: for each of them."),
    )
    file = models.ForeignKey(
        "media.PrivateFile",
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("A new version: choose or upload another file here, and say below what has changed."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: without words."),
    )
    change_note = models.CharField(
        _("what is new"),
        max_length=200,
        blank=True,
        help_text=_("For earlier buyers, with a new version. E.g. “Two misprints put right on page 12.”"),
    )

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("variant"), FieldPanel("language")]),
        FieldPanel("file"),
        FieldPanel("change_note"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("code", "variant", "file", "language")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.title


class BundlePart(Orderable):
    """A product that a bundle brings along, with all that belongs to it."""

    page = ParentalKey("shop.ProductPage", on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(
        "shop.ProductPage", verbose_name=_("product"), on_delete=models.PROTECT, related_name="bundle_rows"
    )

    panels = [PageChooserPanel("part", "shop.ProductPage")]

    def __str__(self) -> str:
        return str(self.part)
