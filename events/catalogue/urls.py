"""Addresses of dates, below /<language>/dates/; events themselves are pages."""

from django.urls import path

import home.converters  # noqa: F401 - its <secret:…>
from events.catalogue import views
from events.changes.views import give_back

app_name = "events"
urlpatterns = [
    path("<int:date_id>.ics", views.calendar, name="calendar"),
    path("<int:date_id>/book/", views.book, name="book"),
    path("moved/<secret:secret>/", give_back, name="give_back"),
]
