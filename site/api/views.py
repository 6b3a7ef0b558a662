"""What the API says of itself: OpenAPI, and a page for people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from api.problems import kinds
from api.reading import endpoints_of


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    from api.urls import api  # which is built from all that has joined, after this module

    return JsonResponse(api.get_openapi_schema())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    from api.urls import api

    endpoints = endpoints_of(api.get_openapi_schema())
    return render(request, "pages/api_docs.html", {"endpoints": endpoints, "kinds": kinds()})
