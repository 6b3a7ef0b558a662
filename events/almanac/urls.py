"""Addresses of calendars that are followed, below /<language>/dates/."""

from django.urls import path

from events.almanac import views

app_name = "almanac"
urlpatterns = [
    path("feed.ics", views.feed, name="feed"),
    path("of/<int:event_id>.ics", views.event_feed, name="event_feed"),
]
