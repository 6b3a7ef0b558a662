"""Addresses of doors, below /<language>/door/. The secret is enough; it is for one date and can be taken back."""

from django.urls import path

from events.door import views

app_name = "door"
urlpatterns = [
    path("<str:secret>/", views.door, name="door"),
    path("<str:secret>/list.json", views.people, name="people"),
    path("<str:secret>/scans/", views.scans, name="scans"),
]
