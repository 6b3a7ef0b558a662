"""Addresses of tickets, below /<language>/tickets/. Whoever has the secret of an order, or a code, may read them."""

from django.urls import path

from events.booking import views

app_name = "tickets"
urlpatterns = [
    path("t/<str:code>/", views.ticket, name="ticket"),
    path("t/<str:code>/ticket.pdf", views.ticket_paper, name="ticket_paper"),
    path("<str:secret>/", views.order, name="order"),
    path("<str:secret>/tickets.pdf", views.order_paper, name="order_paper"),
    path("<str:secret>/<int:attendee_id>/", views.rename, name="rename"),
    path("<str:secret>/<int:attendee_id>/send/", views.send, name="send"),
]
