"""Addresses of doors, below /<language>/door/. The secret is enough; it is for one date and can be taken back."""

from django.urls import path

import home.converters  # noqa: F401 - its <secret:…>
from events.door import views

app_name = "door"
urlpatterns = [
    path("<secret:secret>/", views.door, name="door"),
    path("<secret:secret>/list.json", views.people, name="people"),
    # Below the door's own address: so a browser lets it see that page and no other.
    path("<secret:secret>/worker.js", views.worker, name="worker"),
    path("<secret:secret>/scans/", views.scans, name="scans"),
]
