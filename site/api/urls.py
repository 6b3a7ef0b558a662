"""Addresses of the API, below /api/. Subjects have joined by the time this is read."""

from django.urls import path

from api import views
from api.interface import build

api = build()

urlpatterns = [
    path("docs", views.docs, name="api_docs"),
    path("openapi.json", views.openapi, name="api_openapi"),
    path("", api.urls),
]
