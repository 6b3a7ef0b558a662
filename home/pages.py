"""Pages that editors write, and what every page of the shop has."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import StoryBlock


class BasePage(Page):
    """What every page of the shop has: a picture for sharing, and a place in the breadcrumb."""

    social_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for sharing"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class HomePage(BasePage):
    """The first page."""

    body = StreamField(StoryBlock(), blank=True)
    template = "pages/home_page.html"


class StandardPage(BasePage):
    """Words that need no kind of their own: about us, terms, privacy."""

    body = StreamField(StoryBlock(), blank=True)
    template = "pages/standard_page.html"
