"""How a product is laid out for editors: what it says, its files, how it is sold, how it is found."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from home.pages.panels import FormRowsPanel, RowsPanel
from home.pages.planned import Planned, PlannedPanel
from shop.downloads.forms import MAY_SELL, CodedFormSet, FilesFormSet, VariantForm


class VariantsPanel(FormRowsPanel):
    """Variants, with a form that reads money."""

    row_form = VariantForm
    row_formset = CodedFormSet


class FilesPanel(FormRowsPanel):
    """Files, whose codes stay."""

    row_form = WagtailAdminModelForm
    row_formset = FilesFormSet


class SalePanel(Panel):
    """How the product is sold now, and how often it was fetched; to read for everybody."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/product_sale.html"

        def get_context_data(self, parent_context=None) -> dict:
            from shop.downloads.desk import sale_of  # it reads pages

            context = super().get_context_data(parent_context)
            may_sell = self.request is not None and self.request.user.has_perm(MAY_SELL)
            return context | {"sale": sale_of(self.instance, at=timezone.now()), "may_sell": may_sell}


def planned_sale(page: Page, *, at: datetime) -> list[Planned]:
    from shop.downloads.desk import planned_of  # it reads pages

    return planned_of(page, at=at)


def product_tabs(promote: list) -> TabbedInterface:
    """The tabs of a product's form."""
    content = [
        TitleFieldPanel("title"),
        FieldPanel("outcome"),
        FieldPanel("summary"),
        FieldPanel("cover"),
        RowsPanel("teachers", heading=_("By"), label=_("Person"), help_text=_("In the order of the page.")),
        RowsPanel("themes", heading=_("Themes"), label=_("Theme"), help_text=_("The first gives the page its colour.")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("page_count"), FieldPanel("minutes")]),
                FieldPanel("languages"),
            ],
            heading=_("What it is"),
        ),
        FieldPanel("body"),
        FieldPanel("contents"),
        MultiFieldPanel([FieldPanel("sample"), FieldPanel("sample_text")], heading=_("Sample")),
        FieldPanel("licence"),
        FieldPanel("device_note"),
        FieldPanel("faq"),
    ]
    files = [
        FilesPanel(
            "files",
            heading=_("Files"),
            label=_("File"),
            help_text=_("What buyers get. A file that was sold stays; a new version takes its place."),
        ),
        RowsPanel(
            "parts", heading=_("Parts of a bundle"), label=_("Part"), help_text=_("Products that it brings along.")
        ),
        FieldPanel("stamped"),
    ]
    selling = [
        SalePanel(heading=_("On sale now")),
        PlannedPanel(also=planned_sale),
        VariantsPanel(
            "variants",
            heading=_("Variants"),
            label=_("Variant"),
            help_text=_("At least one. Each has its own price, true from the moment the page is published."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("sale_from", permission=MAY_SELL), FieldPanel("sale_until", permission=MAY_SELL)]
                )
            ],
            heading=_("When it is on sale"),
            permission=MAY_SELL,
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(files, heading=_("Files")),
            ObjectList(selling, heading=_("Selling")),
            ObjectList(promote, heading=_("Promote")),
        ]
    )
