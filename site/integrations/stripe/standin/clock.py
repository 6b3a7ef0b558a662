"""What time it is at the stand-in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from integrations.stripe.standin.models import TestClock


def now() -> datetime:
    """The test clock's time where one is set, else the time."""
    stopped = TestClock.objects.order_by("-id").values_list("moment", flat=True).first()
    return stopped or timezone.now()


def seconds() -> int:
    """The same as Stripe counts it."""
    return int(now().timestamp())


def moment(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, tz=UTC)
