"""What other apps may use of the outbox: write work down, say who does it, repeat it on a schedule."""

from outbox.operations import add, cancel
from outbox.registry import Permanent, TryLater, handler, schedule

__all__ = ["Permanent", "TryLater", "add", "cancel", "handler", "schedule"]
