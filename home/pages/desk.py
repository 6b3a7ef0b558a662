"""What editors meet beside the form of a page that writes a record: columns, troubles, and why it must stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import Page

from home.pages.records import PageRecord


@dataclass(frozen=True)
class Keeping:
    """Pages of one kind whose records may have been sold: `was_sold` knows."""

    page: type[Page]
    record: type[PageRecord]
    was_sold: Callable[[models.Model], bool]

    def why_not_deleted(self, page: Page) -> str:
        """Why a page, or something below it, must stay; empty where it may go."""
        for below in self.page.objects.descendant_of(page, inclusive=True).filter(alias_of=None):
            record = self.record.objects.filter(translation_key=below.translation_key).first()
            if record is None or not record.is_written_by(below):
                continue
            about = {"title": below.get_admin_display_title()}
            if self.was_sold(record):
                words = _("“%(title)s” has been sold. Unpublish it instead: it leaves the shop, and owners keep it.")
                return words % about
            if below.get_translations().filter(live=True).exists():
                return _("“%(title)s” is published in other languages too. Unpublish it there first.") % about
        return ""

    def keep(self, request: HttpRequest, page: Page) -> HttpResponse | None:
        """Refuse to delete, and say why."""
        if reason := self.why_not_deleted(page):
            messages.error(request, reason)
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None

    def keep_many(self, request: HttpRequest, action_type: str, pages: Iterable[Page], action) -> HttpResponse | None:
        """The same for several pages at once."""
        if action_type != "delete" or not issubclass(action.model, Page):
            return None
        for page in pages:
            if reason := self.why_not_deleted(page):
                messages.error(request, reason)
                return redirect(action.next_url)
        return None

    def tell_trouble(self, request: HttpRequest, page: Page) -> None:
        """Say what a publication could not take over."""
        if not isinstance(page.specific, self.page):
            return
        record = self.record.objects.filter(translation_key=page.translation_key).first()
        if record and record.trouble:
            messages.warning(request, record.trouble)


class KnownColumn(Column):
    """One thing that the list has asked for together, of all its pages."""

    def __init__(self, name: str, *, said: Callable[[object], str], view: KnowingList, **kwargs) -> None:
        super().__init__(name, **kwargs)
        self.said = said
        self.view = view

    def get_value(self, instance) -> str:
        known = self.view.known.get(instance.pk)
        return self.said(known) if known else ""


class KnowingList(ExplorableIndexView):
    """The explorer below a list of such pages, with what is known of the records of those in sight."""

    def ask(self, pages: Iterable[Page]) -> dict[int, object]:
        """What is known of these pages, by page id, in a fixed number of queries."""
        raise NotImplementedError

    def own_columns(self) -> list[KnownColumn]:
        raise NotImplementedError

    def get_table(self, object_list):
        # One page of rows is known here, so all of them are asked for together.
        self.known = self.ask(object_list)
        return super().get_table(object_list)

    @cached_property
    def explorable_columns(self):
        kept = [column for column in super().explorable_columns if column.name != "type"]
        return [*kept[:-1], *self.own_columns(), LocaleColumn(label=_("Language")), kept[-1]]
