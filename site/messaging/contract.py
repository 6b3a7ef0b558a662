"""What other apps may use of messaging: tell someone something, once for each fact."""

from messaging.operations import Letter, send

__all__ = ["Letter", "send"]
