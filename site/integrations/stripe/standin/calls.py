"""One request to the API, as its operation sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    request: str  # Stripe's id of the request, for its log and in events
    path: str
    params: dict[str, Any]
    key: str = ""  # the id in the address
    idempotency_key: str | None = None
