"""Pages of the journal: what editors write to be read, and the list of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock, StreamField
from home.journal.structured import structured
from home.journal.words import minutes_to_read
from home.pages import BasePage, IndexPage

if TYPE_CHECKING:
    from home.listing.catalogue import Catalogue


class JournalIndexPage(IndexPage):
    """The list of articles."""

    template = IndexPage.template
    subpage_types = ["home.ArticlePage"]
    feed = "journal"
    page_description = _("The list of all articles, the newest first. One for each language.")
    picture = "picture"

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journals")

    def catalogue_for(self, request: HttpRequest) -> Catalogue:
        from home.journal.listing import JournalCatalogue  # it reads pages

        return JournalCatalogue(request)


class ArticlePage(BasePage):
    """Something to read, by somebody, about something."""

    summary = models.CharField(
        _("summary"),
        max_length=240,
        help_text=_("For cards, search and shared links. E.g. “What a beekeeper does in February: almost nothing.”"),
    )
    author = models.ForeignKey(
        "home.Person",
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text=_("Empty: the house."),
    )
    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Shown on the page; in lists the newest comes first.")
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown square in lists and wide on the page. Set its focal point."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False, help_text="To read it, from its words.")

    template = "pages/article_page.html"
    parent_page_types = ["home.JournalIndexPage"]
    subpage_types = []
    page_description = _("Something to read: by somebody, on one or more themes.")
    fetched_with = (*BasePage.fetched_with, "author", "picture")
    # Who wrote it and when is the same in every language; readers see the person in theirs.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("author", "date", "themes")]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("author"), FieldPanel("date")]),
        FieldPanel("picture"),
        InlinePanel("themes", heading=_("Themes"), label=_("theme")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="article_newest")]

    @property
    def social_picture(self):
        return self.social_image or self.picture

    def clean(self) -> None:
        super().clean()
        self.minutes = minutes_to_read(self.body)

    def ask(self, gathering) -> None:
        super().ask(gathering)
        gathering.want_picture(self.picture, "plate")
        gathering.want_person(self.author, "portrait")

    def things(self, context: dict) -> list[dict]:
        author = context["gathered"].person(self.author)
        return [*super().things(context), structured(self, author=author, path=context["request"].path)]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from home.journal.article import Article  # it reads pages

        context = super().get_context(request, *args, **kwargs)
        return context | {"article": Article(self, request, context["gathered"], context["trail"])}
