"""Addresses of events, in the language that is active."""

from __future__ import annotations

from django.urls import reverse

from events.catalogue.models import EventDate


def calendar_address(date: EventDate) -> str:
    """Where a calendar gets the date."""
    return reverse("events:calendar", args=[date.pk])


def booking_address(date: EventDate) -> str:
    """Where the form of the date's page goes."""
    return reverse("events:book", args=[date.pk])
