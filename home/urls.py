"""Addresses of the pages that are not in the tree, below /<language>/, and the quick way to those that are."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from home import views

app_name = "home"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<slug:code>/", views.person, name="person"),
    path("theme/", views.theme, name="theme"),
    re_path(serve_pattern, views.page, name="page"),
]
