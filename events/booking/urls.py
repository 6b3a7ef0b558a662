"""Addresses of tickets, below /<language>/tickets/. Whoever has the secret of an order, or a code, may read them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

import home.converters  # noqa: F401 - its <secret:…>
from events.booking import views
from events.booking.models import CODE_LENGTH


class TicketConverter(StringConverter):
    """What events.booking.models.new_code makes; anything else never reaches the database."""

    regex = f"[A-Z0-9]{{{CODE_LENGTH}}}"


register_converter(TicketConverter, "ticket")

app_name = "tickets"
urlpatterns = [
    path("t/<ticket:code>/", views.ticket, name="ticket"),
    path("t/<ticket:code>/ticket.pdf", views.ticket_paper, name="ticket_paper"),
    path("<secret:secret>/", views.order, name="order"),
    path("<secret:secret>/tickets.pdf", views.order_paper, name="order_paper"),
    path("<secret:secret>/<int:attendee_id>/", views.rename, name="rename"),
    path("<secret:secret>/<int:attendee_id>/send/", views.send, name="send"),
]
