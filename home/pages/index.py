"""Pages that list everything of a kind, with filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.pages.base import BasePage
from home.pages.structured import items

if TYPE_CHECKING:
    from home.listing.catalogue import Catalogue


class IndexPage(BasePage):
    """A list that fills itself; its rows have a `page` and `picture` says what its cards show."""

    summary = models.CharField(
        _("sentence under the title"),
        max_length=240,
        blank=True,
        help_text=_("E.g. “Learn at home, in your own time. Every course has a free lesson.”"),
    )

    template = "pages/catalogue.html"
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    picture = "cover"
    feed = ""  # the name of the one that tells what is new here

    class Meta:
        abstract = True

    def catalogue_for(self, request: HttpRequest) -> Catalogue:
        """The list as this visitor's address asks for it."""
        raise NotImplementedError

    @property
    def kept_out(self) -> bool:
        return super().kept_out or bool(self.catalogue.pairs or self.catalogue.errors)

    @property
    def counts_as(self) -> str:
        number = self.catalogue.page.number
        return f"?page={number}" if number > 1 else ""

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        self.catalogue = self.catalogue_for(request)
        return super().get_context(request, *args, **kwargs) | {"catalogue": self.catalogue}

    def ask(self, gathering) -> None:
        super().ask(gathering)
        for row in self.catalogue.page.object_list:
            gathering.want_picture(getattr(row.page, self.picture), "card")

    def things(self, context: dict) -> list[dict]:
        return [*super().things(context), items(self.catalogue.cards)]

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        # htmx asks for the list alone; a link that htmx follows by itself gets a page.
        alone = getattr(request, "htmx", None) and not request.htmx.boosted
        return "partials/catalogue.html" if alone else self.template

    def serve(self, request: HttpRequest, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        shown = getattr(response, "context_data", None)  # none where another address is the right one
        if shown and shown["catalogue"].errors:
            response.status_code = 422  # the list is shown all the same, with a sentence beside the field
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response
