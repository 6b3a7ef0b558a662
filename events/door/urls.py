"""Addresses of doors, below /<language>/door/. The secret is enough; it is for one date and can be taken back."""

from django.urls import path

import home.converters  # noqa: F401 - its <secret:…>
from events.door import views

app_name = "door"
urlpatterns = [
    path("<secret:secret>/", views.door, name="door"),
    path("<secret:secret>/list.json", views.people, name="people"),
    path("<secret:secret>/scans/", views.scans, name="scans"),
]
