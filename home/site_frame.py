"""What stands around every page and letter: the shop's name, its ways, its legal words. One row for each language."""

from __future__ import annotations

from babel.core import Locale
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from home.blocks import StreamField
from home.blocks.links import FooterBlock, NavigationBlock

LEGAL_PAGES = ("terms_page", "withdrawal_page", "privacy_page", "imprint_page", "accessibility_page")


def countries() -> list[tuple[str, str]]:
    """Every country by its code, named and sorted in the language that is active."""
    names = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-").territories
    return sorted(
        ((code, name) for code, name in names.items() if code.isalpha() and len(code) == 2), key=lambda c: c[1]
    )


def page_key(label: str, help_text: str = "") -> models.ForeignKey:
    """A chosen page; each language finds its own translation of it."""
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        help_text=help_text,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


class SiteFrame(TranslatableMixin, models.Model):
    """Name, menu, footer and legal words of the shop, in one language."""

    name = models.CharField(_("name of the shop"), max_length=60, help_text=_("E.g. “Stillpoint”."))
    tagline = models.CharField(
        _("tagline"),
        max_length=160,
        blank=True,
        help_text=_("One sentence for search engines and shared links, where a page has none of its own."),
    )
    social_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for sharing"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where a page has none of its own. At least 1200 by 630."),
    )

    navigation = StreamField(NavigationBlock(), verbose_name=_("main menu"), blank=True)
    footer = StreamField(FooterBlock(), verbose_name=_("columns of the footer"), blank=True)
    footer_lines = models.TextField(
        _("last lines of the footer"), blank=True, help_text=_("One a line. E.g. “All prices include VAT.”")
    )

    help_page = page_key(_("help"), _("Where “Help” leads, on every page and in the checkout."))
    terms_page = page_key(_("terms"))
    withdrawal_page = page_key(_("right of withdrawal"))
    privacy_page = page_key(_("privacy"))
    imprint_page = page_key(_("imprint"))
    accessibility_page = page_key(_("accessibility"))

    company = models.CharField(_("company"), max_length=120, blank=True, help_text=_("E.g. “Stillpoint GmbH”."))
    street = models.CharField(_("street"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=countries)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("hours"), max_length=160, blank=True, help_text=_("E.g. “Monday to Thursday, 9 to 15”."))
    register_entry = models.CharField(
        _("entry in the register"), max_length=120, blank=True, help_text=_("E.g. “Amtsgericht Kempten, HRB 00000”.")
    )
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True, help_text=_("E.g. “DE000000000”."))
    bank = models.CharField(
        _("bank"), max_length=160, blank=True, help_text=_("On invoices. E.g. “Bank Kempten, IBAN DE00 0000 0000”.")
    )

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel(name) for name in ("name", "tagline", "social_image")], heading=_("Brand")),
            ObjectList([FieldPanel("navigation")], heading=_("Menu")),
            ObjectList([FieldPanel("footer"), FieldPanel("footer_lines")], heading=_("Footer")),
            ObjectList(
                [PageChooserPanel(name) for name in ("help_page", *LEGAL_PAGES)], heading=_("Help and legal pages")
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("company"),
                            FieldPanel("street"),
                            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                            FieldPanel("country"),
                        ],
                        heading=_("Address"),
                    ),
                    MultiFieldPanel([FieldPanel(name) for name in ("email", "phone", "hours")], heading=_("Contact")),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in ("register_entry", "vat_number", "bank")], heading=_("Entries")
                    ),
                ],
                heading=_("Business"),
            ),
        ]
    )
    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("name", "company", "street", "postcode", "city", "phone", "register_entry", "vat_number", "bank")
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("name, menu and footer")
        verbose_name_plural = _("name, menu and footer")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_site_frame_per_language")]

    def __str__(self) -> str:
        return self.name

    @property
    def legal(self) -> str:
        """What the law wants below a letter and on a receipt, a line for each fact."""
        return "\n".join(line for line in (*self.address, self.register_entry, self.vat_number) if line)

    @property
    def address(self) -> tuple[str, ...]:
        """Who sells and where, a line for each; the country in the language that is active."""
        country = Locale.parse(get_language(), sep="-").territories.get(self.country, "")
        place = " ".join(part for part in (self.postcode, self.city) if part)
        return tuple(line for line in (self.company or self.name, self.street, place, country) if line)


def frame_in(language: str) -> SiteFrame | None:
    """The frame in that language, else in the shop's own; one query."""
    rows = SiteFrame.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    rows = list(rows.select_related("locale", "social_image"))
    return min(rows, key=lambda row: row.locale.language_code != language, default=None)


def brand_in(language: str) -> SiteFrame:
    """The same; where nothing is written yet, the shop's name alone."""
    return frame_in(language) or SiteFrame(name=settings.WAGTAIL_SITE_NAME)
