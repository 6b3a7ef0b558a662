"""Addresses of private files, below /files/."""

from django.urls import path

from media import views

app_name = "media"
urlpatterns = [
    path("<uuid:key>/captions/<slug:language>.vtt", views.captions, name="captions"),
    path("<uuid:key>/<str:name>", views.file, name="file"),
]
