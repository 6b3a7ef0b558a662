"""What other apps may use of the API: join it, guard what changes something, say what went wrong."""

from api.cursors import Page, after
from api.guards import changes_session, writes
from api.problems import NOT_FOUND, TOO_LARGE, UNREADABLE, Problem, answer, invalid, invalid_form, kind
from api.registry import describe, join
from api.schemas import (
    WHOLE,
    Id,
    MoneySchema,
    Picture,
    Rating,
    Sent,
    Words,
    absolute,
    problems,
    problems_of_writing,
    refusal,
)

__all__ = [
    "NOT_FOUND",
    "TOO_LARGE",
    "UNREADABLE",
    "WHOLE",
    "Id",
    "MoneySchema",
    "Page",
    "Picture",
    "Problem",
    "Rating",
    "Sent",
    "Words",
    "absolute",
    "after",
    "answer",
    "changes_session",
    "describe",
    "invalid",
    "invalid_form",
    "join",
    "kind",
    "problems",
    "problems_of_writing",
    "refusal",
    "writes",
]
