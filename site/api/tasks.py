"""Background work of the API."""

from django.utils import timezone

from api.operations import forget_expired
from outbox.contract import handler


@handler("api.forget")
def forget() -> None:
    """Delete answers that have been kept long enough."""
    forget_expired(at=timezone.now())
