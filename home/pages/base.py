"""What every page of the shop has."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageViewRestriction

from home.blocks import Gathering, StreamField
from home.frame import Frame
from home.keeping import may_be_kept
from home.links import path_of
from home.pages.lineage import Lineage
from home.pages.structured import breadcrumbs, data_block, questions
from home.pages.subject import PageSubject


class BasePage(Page):
    """Words for search engines, a picture for sharing, blocks that fetch together, a frame that knows the page."""

    social_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for sharing"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown where somebody shares the page. At least 1200 by 630. Empty: the page’s own picture."),
    )
    hidden = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("The page stays open to everybody who has its address."),
    )

    content_panels = [TitleFieldPanel("title")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title", help_text=_("Up to 60 letters. Empty: the page’s title.")),
                FieldPanel(
                    "search_description",
                    help_text=_("One or two sentences, up to 160 letters, that say what is here for whom."),
                ),
                FieldPanel("hidden"),
            ],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_image")], heading=_("For sharing")),
    ]

    # What is fetched together with a page when readers ask for it.
    fetched_with: tuple[str, ...] = ("locale", "social_image")
    lineage: Lineage | None = None
    stands_alone = True  # False: its address leads into another page

    class Meta:
        abstract = True

    @property
    def social_picture(self):
        """The picture that stands for this page where it is shared."""
        return self.social_image

    @property
    def kept_out(self) -> bool:
        """Whether search engines shall not list what this address shows."""
        return self.hidden

    @property
    def counts_as(self) -> str:
        """What of the question in its address makes it another page, such as "?page=2"."""
        return ""

    @property
    def description(self) -> str:
        """One sentence about this page."""
        return self.search_description or getattr(self, "summary", "")

    def ask(self, gathering: Gathering) -> None:
        """Say what this page needs beside its blocks, to be fetched together with theirs."""
        gathering.want_picture(self.social_picture, "social")

    def streams(self) -> list:
        """Every stream of blocks of this page."""
        fields = (field for field in self._meta.get_fields() if isinstance(field, StreamField))
        return [getattr(self, field.name) for field in fields]

    def get_view_restrictions(self):
        # Nobody has closed it: known from the search for the page, where Wagtail would climb the tree again.
        if self.lineage and self.lineage.is_open:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve(self, request: HttpRequest, *args, **kwargs):
        # Where a language has no tree, Wagtail shows the default language's under its address.
        if self.locale.language_code != get_language():
            return redirect(path_of(self, request))
        return may_be_kept(super().serve(request, *args, **kwargs))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        lineage = self.lineage or Lineage.of(self, request)
        gathering = Gathering(request)
        frame = Frame(request, PageSubject(request, self, lineage), gathering)
        gathering.want_pages(frame.page_ids())
        self.ask(gathering)
        gathering.ask_blocks(self.streams())
        context = super().get_context(request, *args, **kwargs) | {
            "frame": frame,
            "gathered": gathering.fetch(),
            "trail": lineage.trail,
            "words_in": words_in(lineage.written_in),
        }
        # Asked for by the head alone: a piece of a page tells search engines nothing.
        return context | {"structured": lambda: data_block(self.things(context))}

    def things(self, context: dict) -> list[dict]:
        """What is here, for search engines, in the words of schema.org."""
        return [breadcrumbs(context["trail"]), questions(self.streams())]


def words_in(code: str) -> dict | None:
    """Language and direction of words that are not in the reader's language; none where they are."""
    if code == get_language():
        return None
    return {"code": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
