"""Words that need no kind of page of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.blocks import StoryBlock, StreamField
from home.blocks.chapters import chapters
from home.pages.base import BasePage
from home.pages.structured import words


class StandardPage(BasePage):
    """About us, terms, privacy, questions: a title and a body."""

    summary = models.CharField(
        _("sentence under the title"),
        max_length=240,
        blank=True,
        help_text=_("What this page is for. E.g. “Who we are, and what we don’t do.”"),
    )
    body = StreamField(
        StoryBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("A heading begins a chapter; what follows stands in it, up to the next heading."),
    )

    template = "pages/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Words that need no kind of their own: about us, terms, privacy, questions.")

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of words")
        verbose_name_plural = _("pages of words")

    def things(self, context: dict) -> list[dict]:
        return [*super().things(context), words(self, url=context["frame"].canonical)]

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {"chapters": chapters(self.body, context["gathered"])}
