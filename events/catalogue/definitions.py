"""Definitions' records, as the rows of a page have them. What is taken away is kept: bookings know its code."""

from __future__ import annotations

from django.db import models

from events.catalogue.models import Event, EventQuota, Option, Question, TicketType
from events.catalogue.terms import Typed, choices_of
from events.catalogue.typed import codes_in


def take_over_definitions(event: Event, typed: Typed) -> None:
    """Write what is sold for an event, what limits it, and what is asked of whoever books."""
    _take_over(
        event, TicketType, [(row, {"title": row.title, "least": row.least, "most": row.most}) for row in typed.tickets]
    )
    _take_over(event, Option, [(row, {"title": row.title, "most": row.most}) for row in typed.options])
    _take_over(event, EventQuota, [(row, {"size": row.size, "covers": typed.covers(row)}) for row in typed.quotas])
    _take_over(
        event,
        Question,
        [
            (
                row,
                {
                    "kind": row.kind,
                    "scope": row.scope,
                    "required": row.required,
                    "only_for": codes_in(row.only_for),
                    "choices": len(choices_of(row)) if row.kind == Question.Kind.CHOICE else 0,
                },
            )
            for row in typed.questions
        ],
    )


def _take_over(event: Event, model: type[models.Model], rows: list[tuple[models.Model, dict]]) -> None:
    records = [
        model(event=event, code=row.code, position=position, live=True, **facts)
        for position, (row, facts) in enumerate(rows)
    ]
    fields = ["position", "live", *(rows[0][1] if rows else {})]
    model.objects.bulk_create(records, update_conflicts=True, unique_fields=["event", "code"], update_fields=fields)
    gone = model.objects.filter(event=event, live=True).exclude(code__in=[record.code for record in records])
    gone.update(live=False)
