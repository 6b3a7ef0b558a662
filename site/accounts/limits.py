"""Too many attempts: 429, when to come back, and words that say it kindly."""

from __future__ import annotations

from datetime import timedelta

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# As long as the longest of allauth's limits: whoever waits so long is let in for certain.
WAIT = timedelta(minutes=5)
TOO_OFTEN = "rate_limited"
REASONS = {TOO_OFTEN, "too_many_login_attempts"}


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for what was asked too often; allauth finds it as the shop's handler429."""
    return _come_back(render(request, "429.html", status=429))


def is_too_often(request: HttpRequest, *, action: str, key: str | None = None) -> bool:
    """Count an attempt at one of ACCOUNT_RATE_LIMITS; whether there were too many, from here or for the key."""
    return not ratelimit.consume(request, action=action, key=key)


def refuse(response: HttpResponse, form: forms.BaseForm) -> HttpResponse:
    """Give the page with a refused form its status: 429 for too many attempts, 422 for all else."""
    if is_too_many(form):
        response.status_code = 429
        return _come_back(response)
    response.status_code = 422
    return response


def is_too_many(form: forms.BaseForm) -> bool:
    """Whether a form was refused because it was sent too often."""
    return any(error.code in REASONS for errors in form.errors.as_data().values() for error in errors)


def _come_back(response: HttpResponse) -> HttpResponse:
    response.headers["Retry-After"] = str(int(WAIT.total_seconds()))
    return response
