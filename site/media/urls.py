"""Addresses of private files, below /files/."""

app_name = "media"
urlpatterns: list = []
