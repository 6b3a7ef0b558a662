"""Pages of events: what editors write."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail_localize.fields import SynchronizedField

from events.catalogue.forms import EventPageForm
from events.catalogue.panels import event_tabs
from home.blocks import StoryBlock, StreamField
from home.blocks.lines import lines
from home.listing.catalogue import Catalogue
from home.pages import BasePage, IndexPage

# Facts are the record's: translations show the source's values and cannot have their own.
SAME_IN_ALL = (
    "venue",
    "online",
    "spoken",
    "few_left",
    "rename_days",
    "join_url",
    "dates",
    "quotas",
    "cancellation",
    "letters",
)


def days():
    """What happens on each day, hour by hour."""
    hour = blocks.StructBlock(
        [
            ("time", blocks.CharBlock(max_length=12, required=False, label=_("Time"), help_text=_("E.g. 6:45."))),
            ("text", blocks.CharBlock(max_length=200, label=_("What happens"))),
        ],
        label=_("Hour"),
        icon="time",
    )
    title = blocks.CharBlock(max_length=80, label=_("Day"), help_text=_("E.g. “First evening”."))
    day = blocks.StructBlock(
        [("title", title), ("hours", blocks.ListBlock(hour, label=_("Hours")))], label=_("Day"), icon="calendar"
    )
    return [("day", day)]


class EventIndexPage(IndexPage):
    """The list of all dates."""

    template = IndexPage.template

    subpage_types = ["events.EventPage"]
    feed = "events"
    page_description = _("The list of all events. One for each language.")

    def catalogue_for(self, request: HttpRequest) -> Catalogue:
        from events.almanac.listing import Almanac  # it reads pages

        return Almanac(request)

    def serve(self, request: HttpRequest, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # “Near me” asks the browser where it is, and only when it is pressed.
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=()"
        return response


class EventPage(BasePage):
    """One event, with all of its dates."""

    outcome = models.CharField(
        _("outcome"),
        max_length=110,
        help_text=_("What it is, in one sentence. E.g. “A week without talking, in a convent above the Algarve.”"),
    )
    summary = models.CharField(
        _("summary"),
        max_length=160,
        help_text=_("For cards, search and shared links. E.g. “You sit, walk, eat well and sleep early.”"),
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown square in lists and wide on the page. Set its focal point."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)
    programme = StreamField(days(), verbose_name=_("day by day"), blank=True)
    bring = StreamField(
        lines(), verbose_name=_("bring with you"), blank=True, help_text=_("Short lines, e.g. “A torch”.")
    )
    health_note = models.TextField(
        _("health note"), blank=True, help_text=_("Who should ask first. Empty where nothing can happen.")
    )
    attendees_only = models.TextField(
        _("only for attendees"),
        blank=True,
        help_text=_("Shown to who has booked, and to nobody else. E.g. “The bus stop is called Ried.”"),
    )
    join_url = models.URLField(
        _("address of the online room"),
        blank=True,
        help_text=_("Only for who has booked. E.g. https://meet.example.org/evening"),
    )

    venue = models.ForeignKey(
        "events.Venue",
        verbose_name=_("venue"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty only for events that are online."),
    )
    online = models.BooleanField(_("online"), default=False, help_text=_("People take part from home."))
    spoken = models.CharField(_("spoken language"), max_length=10, choices=settings.LANGUAGES, default="en")
    few_left = models.PositiveSmallIntegerField(
        _("say how many are left"),
        default=5,
        help_text=_("From so many places on, the page says how many are left. 0: never."),
    )
    rename_days = models.PositiveSmallIntegerField(
        _("names may be changed until"),
        default=0,
        validators=[MaxValueValidator(365)],
        help_text=_("So many days before each date, buyers may give tickets to others. 0: until it begins."),
    )

    template = "pages/event_page.html"
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("A retreat, a workshop, an evening: with dates, tickets and places that people book.")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in (*SAME_IN_ALL, "teachers", "themes")
    ]

    base_form_class = EventPageForm
    edit_handler = event_tabs(BasePage.promote_panels)
    preview_modes = [("", _("As a guest")), ("attendee", _("As an attendee"))]

    fetched_with = (*BasePage.fetched_with, "cover")

    @property
    def social_picture(self):
        return self.social_image or self.cover

    def get_context(self, request, *args, as_attendee: bool = False, booking=None, **kwargs) -> dict:
        from events.catalogue.event_view import EventView  # it reads pages

        self.event_view = EventView(self, request, as_attendee=as_attendee, booking=booking)
        return super().get_context(request, *args, **kwargs) | {"event": self.event_view}

    def ask(self, gathering) -> None:
        super().ask(gathering)
        self.event_view.ask(gathering)

    def things(self, context: dict) -> list[dict]:
        return [*super().things(context), *self.event_view.structured]

    def get_preview_context(self, request, mode_name: str) -> dict:
        return self.get_context(request, as_attendee=mode_name == "attendee")
