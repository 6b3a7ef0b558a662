"""The first page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel, TitleFieldPanel

from home.blocks import HomeBlock, StreamField
from home.blocks.chapters import chapters
from home.pages.base import BasePage
from home.pages.structured import organization, website


class HomePage(BasePage):
    """What one sees first: one sentence with a picture inside, one door, then chapters."""

    opening_line = models.CharField(
        _("opening sentence"),
        max_length=60,
        blank=True,
        help_text=_("Stands above the picture. E.g. “The world turns.” Empty: the title."),
    )
    opening_answer = models.CharField(
        _("its end"),
        max_length=80,
        blank=True,
        help_text=_("Stands below the picture. E.g. “Come and sit where it doesn’t.”"),
    )
    opening_text = models.CharField(
        _("what there is here"),
        max_length=300,
        blank=True,
        help_text=_("Two sentences that name what people can buy. E.g. “Courses for home, days away in quiet houses.”"),
    )
    opening_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture inside the sentence"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A wide landscape with a horizon. At least 2400 pixels wide."),
    )
    opening_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("the first button leads to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Something free is a good beginning."),
    )
    opening_action = models.CharField(
        _("words on the first button"),
        max_length=60,
        blank=True,
        help_text=_("E.g. “Sit with us for ten minutes, free”. Empty: the page’s title."),
    )
    body = StreamField(
        HomeBlock(),
        verbose_name=_("chapters"),
        blank=True,
        help_text=_("A heading begins a chapter; what follows stands in it. A quote takes the whole width."),
    )

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The first page of the shop. One for each language.")
    fetched_with = (*BasePage.fetched_with, "opening_image")

    content_panels = [
        TitleFieldPanel(
            "title", help_text=_("For browsers and search engines. E.g. “Courses, retreats and meditations”.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("opening_line"),
                FieldPanel("opening_answer"),
                FieldPanel("opening_image"),
                FieldPanel("opening_text"),
                PageChooserPanel("opening_page"),
                FieldPanel("opening_action"),
            ],
            heading=_("Opening"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("first page")
        verbose_name_plural = _("first pages")

    @property
    def social_picture(self):
        return self.social_image or self.opening_image

    @property
    def description(self) -> str:
        return self.search_description or self.opening_text

    def ask(self, gathering) -> None:
        super().ask(gathering)
        gathering.want_page(self.opening_page_id)
        gathering.want_picture(self.opening_image, "hero")

    def things(self, context: dict) -> list[dict]:
        brand, language = context["frame"].brand, self.locale.language_code
        return [organization(brand), website(brand, language=language), *super().things(context)]

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "opening_link": context["gathered"].link(self.opening_page_id),
            "chapters": chapters(self.body, context["gathered"]),
        }
