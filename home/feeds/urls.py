"""Addresses of feeds, below /feeds/: machines' addresses, so the language stands inside."""

from django.urls import path

from home.feeds import views

app_name = "feeds"
urlpatterns = [path("<slug:language>/<slug:name>.atom", views.feed, name="feed")]
