"""How an event is laid out for editors: what it says, when it is, what is sold, how it is found."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from events.catalogue.desk import sale_of
from events.catalogue.forms import MAY_CHANGE, MAY_SEE, MAY_SELL, DateForm, OptionForm, TicketForm
from home.pages.panels import FormRowsPanel, RowsPanel
from home.pages.planned import PlannedPanel


class DatesPanel(FormRowsPanel):
    """Dates, with a form that knows time zones."""

    row_form = DateForm


class TicketsPanel(FormRowsPanel):
    """Ticket types, with a form that reads money."""

    row_form = TicketForm


class OptionsPanel(FormRowsPanel):
    """Options, the same."""

    row_form = OptionForm


class SalePanel(Panel):
    """How each date is sold now, and the switch that stops it at once; to read for everybody."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/event_sale.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            may_sell = self.request is not None and self.request.user.has_perm(MAY_SELL)
            may_change = self.request is not None and self.request.user.has_perm(MAY_CHANGE)
            may_see = self.request is not None and self.request.user.has_perm(MAY_SEE)
            sale = sale_of(self.instance, at=timezone.now())
            return context | {"sale": sale, "may_sell": may_sell, "may_change": may_change, "may_see": may_see}


class BulkPanel(Panel):
    """The way to many dates at once."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/event_bulk.html"

        def is_shown(self) -> bool:
            return self.form is None or "dates" in self.form.formsets


def event_tabs(promote: list) -> TabbedInterface:
    """The tabs of an event's form."""
    content = [
        TitleFieldPanel("title"),
        FieldPanel("outcome"),
        FieldPanel("summary"),
        FieldPanel("cover"),
        RowsPanel("teachers", heading=_("Teachers"), label=_("Teacher"), help_text=_("In the order of the page.")),
        RowsPanel("themes", heading=_("Themes"), label=_("Theme"), help_text=_("The first gives the page its colour.")),
        FieldPanel("spoken"),
        FieldPanel("body"),
        FieldPanel("programme"),
        FieldPanel("bring"),
        FieldPanel("health_note"),
    ]
    dates = [
        MultiFieldPanel([FieldPanel("venue"), FieldPanel("online")], heading=_("Where")),
        BulkPanel(heading=_("Many dates at once")),
        DatesPanel(
            "dates",
            heading=_("Dates"),
            label=_("Date"),
            help_text=_(
                "As the clock on the wall shows it there. A date that has been booked can be moved or cancelled."
            ),
        ),
        MultiFieldPanel([FieldPanel("attendees_only"), FieldPanel("join_url")], heading=_("Only for who has booked")),
        RowsPanel(
            "letters",
            heading=_("Letters before and after"),
            label=_("Letter"),
            help_text=_("They go to everybody who has booked, and move with the date. The reminder says the above."),
        ),
    ]
    tickets = [
        TicketsPanel(
            "tickets",
            heading=_("Ticket types"),
            label=_("Ticket type"),
            help_text=_("Sold on each date. They hold from the moment the page is published."),
        ),
        OptionsPanel(
            "options",
            heading=_("Options"),
            label=_("Option"),
            help_text=_("What comes on top of a ticket: a room, a meal, a night more."),
        ),
        RowsPanel(
            "quotas",
            heading=_("Shared places"),
            label=_("Places"),
            help_text=_("E.g. 22 places in the house, whatever ticket they come by. The tightest limit counts."),
        ),
        FieldPanel("few_left"),
    ]
    selling = [
        SalePanel(heading=_("On sale now")),
        PlannedPanel(),
        RowsPanel(
            "cancellation",
            heading=_("Cancellation"),
            label=_("Step"),
            help_text=_("E.g. 30 days before: 90 %, 14 days: 50 %, 0 days: 0 %. Whoever has booked keeps these steps."),
        ),
        FieldPanel("rename_days"),
        RowsPanel("questions", heading=_("Questions"), label=_("Question"), help_text=_("Asked at the checkout.")),
    ]
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(dates, heading=_("Dates and place")),
            ObjectList(tickets, heading=_("Tickets and places")),
            ObjectList(selling, heading=_("Selling")),
            ObjectList(promote, heading=_("Promote")),
        ]
    )
