"""What the help says of events."""

from django.utils.translation import gettext_lazy as _

from home.guide import Topic

EVENTS = Topic(
    "events",
    _("Events"),
    (
        _("An event has dates, kinds of tickets, options on top, and places that several of them share."),
        _("Once a date is booked, move or cancel it under Selling: everybody is told, and paid back by rule."),
        _("“Use as template” begins another event; its dates are yours to write, many at once by a rule."),
    ),
)
